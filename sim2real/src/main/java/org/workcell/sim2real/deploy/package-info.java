/** Checks that a policy trained with a robot model runs without that model. */
package org.workcell.sim2real.deploy;
