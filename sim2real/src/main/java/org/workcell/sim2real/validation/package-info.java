/**
 * Validation of robot logs: whether they are usable, and the likely meaning of their columns.
 * Findings say what was seen, what it means and what to do.
 */
package org.workcell.sim2real.validation;
