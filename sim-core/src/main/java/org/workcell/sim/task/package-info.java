/**
 * The interface for authors of tasks: suites, task definitions, tasks, the start of an episode,
 * settings, stages, conventions, and the registry that finds suites. A task initializes, observes
 * and judges, and holds no loop. Knows neither environments nor suites by name.
 */
package org.workcell.sim.task;
