package org.workcell.formats.lerobot;

import java.util.Optional;

/**
 * How a set is written.
 *
 * @param video whether images become videos, which takes ffmpeg and loses a little, or PNG files in
 *     the tables
 * @param keepsFloat64 whether numbers of 64 bits stay so; else they become float32, the type of
 *     LeRobot's policies
 * @param robotType what {@code info.json} calls the robot; null in the file where absent
 */
public record LeRobotOptions(boolean video, boolean keepsFloat64, Optional<String> robotType) {}
