/** The tasks: one class each, by their public names. */
package org.workcell.tasks.rlbench.tasks;
