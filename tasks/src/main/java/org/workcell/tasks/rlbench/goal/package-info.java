/**
 * Conditions of success and failure: sensors, joints, grasps, and combinations of them. They read
 * positions as they are and allocate nothing after construction.
 */
package org.workcell.tasks.rlbench.goal;
