/**
 * Robots for the tasks of the arm suite: our own, and those of users. Reads a model in MJCF or URDF
 * and a map that names what the tasks need, makes of both one description ({@link
 * org.workcell.tasks.arm.robot.ArmRobot}) and works out where the arm reaches. Knows no task.
 */
package org.workcell.tasks.arm.robot;
