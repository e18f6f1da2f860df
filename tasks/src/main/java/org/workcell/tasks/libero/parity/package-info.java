/** Repeats recordings of LIBERO and compares the scenes behind them. */
package org.workcell.tasks.libero.parity;
