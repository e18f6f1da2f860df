/**
 * How actions move the arm: joint modes of one control step per action, and macro actions that take
 * the tip to a pose, as many control steps as that needs.
 */
package org.workcell.tasks.rlbench.control;
