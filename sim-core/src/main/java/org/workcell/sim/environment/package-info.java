/**
 * The environment contract: tasks, the loop around them, specs, snapshots and episode records, and
 * the registry that finds suites. A task initializes, observes and judges and holds no loop; the
 * environment runs loop, clocks, limits and seeds. Knows no suite by name and no transport.
 */
package org.workcell.sim.environment;
