/**
 * NumPy as files and numbers: npy and npz files, and NumPy's random number generators, to the bit,
 * so that a seed means the same numbers as in Python software. Files are not trusted: object arrays
 * are refused and sizes are bounded before memory is taken. The generators are for what upstream
 * software draws with; new code draws from {@link org.workcell.sim.random}.
 */
package org.workcell.sim.numpy;
