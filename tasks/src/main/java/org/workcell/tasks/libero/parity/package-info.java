/**
 * How the suite repeats recordings of LIBERO: actions one at a time from each recorded state,
 * truths of goal atoms, draws of resets, and the scenes behind them.
 */
package org.workcell.tasks.libero.parity;
