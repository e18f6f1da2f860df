package org.workcell.sim2real.forward;

/**
 * How well a family follows the robot.
 *
 * @param family the family
 * @param unknowns how many numbers were fitted
 * @param fitted errors on the logs that were fitted
 * @param heldOut errors on logs that were held out, each by a fit without it; null where there was
 *     nothing to choose
 */
public record FamilyScore(
    ActuatorFamily family, int unknowns, HorizonErrors fitted, HorizonErrors heldOut) {}
