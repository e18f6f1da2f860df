/**
 * Identification by simulation: parameters are changed until replays of short windows follow what
 * the robot did. Needs commands and positions, no torques.
 */
package org.workcell.sim2real.forward;
