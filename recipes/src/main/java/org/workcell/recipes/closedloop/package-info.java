/**
 * Closed loops on a hidden robot: logs, identification, delta, policies trained behind each model
 * of the robot, and how they do on it.
 */
package org.workcell.recipes.closedloop;
