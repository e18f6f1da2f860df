/**
 * The interface for callers: environments, which run a task's loop, clocks, limits and seeds; their
 * specs, options, snapshots and episode records; and what varies episodes from outside. Knows no
 * suite by name and no transport.
 */
package org.workcell.sim.environment;
