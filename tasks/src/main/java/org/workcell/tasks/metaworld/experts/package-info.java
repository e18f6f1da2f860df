/**
 * Scripted experts: proportional control of the hand along waypoints that follow from a task's
 * geometry. They see the 39 numbers of the observation and nothing else, and need a visible goal.
 */
package org.workcell.tasks.metaworld.experts;
