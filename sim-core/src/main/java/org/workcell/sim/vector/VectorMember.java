package org.workcell.sim.vector;

import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.TaskDefinition;

/**
 * One task of a vector and how its environments are made.
 *
 * @param task which task
 * @param options profile, assets, horizon, settings, filters
 */
public record VectorMember(TaskDefinition task, EnvironmentOptions options) {}
