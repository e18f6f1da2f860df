/**
 * How the MetaWorld-style suite repeats recordings of upstream: trajectories with every step forced
 * to the recorded state or running free, and the goals of benchmarks. Uses tasks by their ids, as
 * any user would.
 */
package org.workcell.tasks.metaworld.parity;
