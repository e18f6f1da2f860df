/**
 * What logs of robots say of themselves: whether they can be used, and what their columns may be.
 * Findings say what was seen, what it means and what to do.
 */
package org.workcell.sim2real.validation;
