/** Waiting for threads without allocation: for counters that they move, and for their end. */
package org.workcell.sim.concurrent;
