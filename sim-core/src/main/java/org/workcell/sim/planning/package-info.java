/**
 * Motions of an arm from where it is to a pose of its tip: a straight line, or a path around what
 * is in the way, and when each joint is where. {@link org.workcell.sim.planning.ArmPlanner} is the
 * entry. Depends on kinematics, physics and random streams, and knows no robot and no task. Joint
 * positions are radians for hinges and metres for slides, in the order of the chain; lengths in
 * joint space are Euclidean. Plans depend on nothing but the arguments and the random stream.
 */
package org.workcell.sim.planning;
