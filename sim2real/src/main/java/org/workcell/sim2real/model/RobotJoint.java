package org.workcell.sim2real.model;

/**
 * A hinge or slide joint of a robot.
 *
 * @param name in the model
 * @param slides whether it is a slide joint: m and N rather than rad and N m
 * @param positionAddress where its position is in {@code qpos}
 * @param velocityAddress where its velocity is in {@code qvel}
 * @param body index of the body that it moves
 * @param actuator index of its actuator; -1 where it has none
 * @param actuatorName empty where it has none
 * @param drive what the actuator makes of its control
 * @param gear of the actuator; 1 where it has none
 * @param low lower end of its range; minus infinity where it has none
 * @param high upper end of its range
 */
public record RobotJoint(
    String name,
    boolean slides,
    int positionAddress,
    int velocityAddress,
    int body,
    int actuator,
    String actuatorName,
    Drive drive,
    double gear,
    double low,
    double high) {}
