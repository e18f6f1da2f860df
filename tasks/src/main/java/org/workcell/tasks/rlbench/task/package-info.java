/**
 * What an author of a tabletop task writes and uses: the task, where things stand, what an episode
 * draws, parts to make conditions of, and waypoints.
 */
package org.workcell.tasks.rlbench.task;
