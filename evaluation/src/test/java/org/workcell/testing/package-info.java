/** Tasks for tests of what lies around tasks. */
package org.workcell.testing;
