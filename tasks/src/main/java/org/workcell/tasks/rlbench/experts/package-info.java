/** The executor of waypoints, in any action mode; it reads the published observation only. */
package org.workcell.tasks.rlbench.experts;
