/**
 * Data sets of LeRobot, format v3.0: {@link org.workcell.formats.lerobot.LeRobotSet} writes them.
 */
package org.workcell.formats.lerobot;
