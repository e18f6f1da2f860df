/** Policies that act in vectors of environments, and what that costs. */
package org.workcell.sim.rollout;
