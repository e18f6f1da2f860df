/**
 * Scripted experts by inverse kinematics. They see the published observation and nothing else; of
 * the robot they know what its description says. They know the robots and nothing of the tasks.
 */
package org.workcell.tasks.arm.experts;
