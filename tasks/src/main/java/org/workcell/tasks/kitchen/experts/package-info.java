/**
 * Scripted experts: the hand follows waypoints along each element's own motion, by damped least
 * squares on the arm's kinematics. They see the 59 numbers of the observation and nothing else.
 */
package org.workcell.tasks.kitchen.experts;
