package org.workcell.evaluation;

import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.TaskDefinition;

/**
 * A task whose scene compiles and whose settings hold.
 *
 * @param definition how to make it
 * @param spec what its environments look like
 */
record PlannedTask(TaskDefinition definition, EnvironmentSpec spec) {}
