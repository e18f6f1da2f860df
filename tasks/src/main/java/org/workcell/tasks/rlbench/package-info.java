/**
 * The RLBench-style suite: a Panda at a table with RLBench's frames, cameras, action modes,
 * variations and success conditions, on geometry of our own. What authors of tasks need is in
 * {@code task} and {@code goal}, the tasks are in {@code tasks}.
 */
package org.workcell.tasks.rlbench;
