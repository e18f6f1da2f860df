package org.workcell.tasks.arm.robot;

import java.util.Map;

/**
 * A robot's model as the engine reads it.
 *
 * @param mainFile key of the model
 * @param files contents by key
 */
record RobotContents(String mainFile, Map<String, byte[]> files) {}
