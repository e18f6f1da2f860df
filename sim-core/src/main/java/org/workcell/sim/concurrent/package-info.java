/** Waits for threads without allocation: for their counters and for their end. */
package org.workcell.sim.concurrent;
