/**
 * Signals over time, as plain arrays: times in s, values of one channel, one number a row. Uniform
 * grids, zero-phase filters, derivatives, delays between two channels, unevenness of times. All
 * methods are free of state and may be called by any thread; none changes its arguments.
 */
package org.workcell.sim2real.time;
