package org.workcell.sim2real.model;

/**
 * A number of a robot's model that can be changed.
 *
 * @param path as {@link org.workcell.datasets.parameters.IdentifiedParameter#path}
 * @param unit SI
 * @param nominal what the model and its actuator chain say; a log's constants come on top
 * @param low lower bound that a search may use where nobody knows better; physically possible
 * @param high upper bound
 */
public record RobotParameter(String path, String unit, double nominal, double low, double high) {}
