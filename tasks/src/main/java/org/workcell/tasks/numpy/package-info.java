/**
 * NumPy's random number generators, to the bit, so that a seed means the same numbers as in Python
 * software. Only what upstream suites draw with; new code draws from {@code
 * org.workcell.sim.random}.
 */
package org.workcell.tasks.numpy;
