/**
 * How the suite repeats recordings of LIBERO: actions one at a time from each recorded state,
 * truths of goal atoms, draws of resets. Uses tasks as any user would.
 */
package org.workcell.tasks.libero.parity;
