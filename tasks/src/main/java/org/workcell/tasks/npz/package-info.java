/**
 * NumPy's npz files, in which recordings of upstream software come. Files are not trusted: object
 * arrays are refused and sizes are bounded before memory is taken. Knows no suite.
 */
package org.workcell.tasks.npz;
