/**
 * Models, simulation state and named access to both. One {@link org.workcell.sim.physics.Model}
 * owns one native model, one {@link org.workcell.sim.physics.Physics} owns one native state; both
 * close explicitly. Knows nothing of tasks, actions or rewards.
 */
package org.workcell.sim.physics;
