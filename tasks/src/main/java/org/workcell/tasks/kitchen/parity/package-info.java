/**
 * How the kitchen repeats recordings of upstream: every step forced to the recorded state, and
 * running free. Uses tasks by their ids, as any user would.
 */
package org.workcell.tasks.kitchen.parity;
