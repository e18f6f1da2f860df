/** Factors as somebody else's jar adds them: with the public classes alone. */
package org.workcell.elsewhere;
