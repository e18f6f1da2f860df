/** What tests of network policies share, here and in other modules. */
package org.workcell.policies.testing;
