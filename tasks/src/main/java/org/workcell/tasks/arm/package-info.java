/**
 * Tasks on an arm of one's own choice: follow a reference, reach a point, push a puck. Two arms are
 * ours, and users bring others as MJCF or URDF with a map. The engine attaches the robot to the
 * scene, and every length is in proportion to its reach. Robots live in {@code robot}, scripted
 * experts in {@code experts}; neither knows the tasks.
 *
 * <p>There is no upstream: profiles {@code strict} and {@code compat} are the same here.
 */
package org.workcell.tasks.arm;
