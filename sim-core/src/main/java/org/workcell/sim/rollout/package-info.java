/** Runs policies in vectors of environments and measures the time of each part. */
package org.workcell.sim.rollout;
