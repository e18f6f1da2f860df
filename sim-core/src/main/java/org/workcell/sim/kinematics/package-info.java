/**
 * Kinematics of arms: poses and rotations, serial chains, Jacobians, inverse kinematics. Depends on
 * physics at most and knows no robot and no task. Lengths in metres, angles in radians, rotation
 * matrices row-major, quaternions named with their order ({@code quatWxyz}). Computing allocates
 * nothing.
 */
package org.workcell.sim.kinematics;
