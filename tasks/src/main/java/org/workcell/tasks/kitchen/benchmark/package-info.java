/**
 * The benchmarks of the kitchen: D4RL's sets, the seven elements, and the five single tasks with
 * their splits. Knows tasks by their ids only.
 */
package org.workcell.tasks.kitchen.benchmark;
