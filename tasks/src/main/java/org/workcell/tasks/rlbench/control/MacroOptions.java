package org.workcell.tasks.rlbench.control;

/**
 * How macro actions are understood and carried out.
 *
 * @param mode a macro mode
 * @param tipFrame whether changes are given in the tip's axes instead of the world's
 * @param checksCollisions whether planned paths keep clear of the scene
 * @param continuousGripper whether the gripper's number is metres per finger, not open or closed
 */
public record MacroOptions(
    ArmMode mode, boolean tipFrame, boolean checksCollisions, boolean continuousGripper) {}
