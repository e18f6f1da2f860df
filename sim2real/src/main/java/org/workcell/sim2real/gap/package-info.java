/**
 * Simulated robots whose truth is known and hidden: families of gaps between model and robot, logs
 * of such robots, and the scorer, which alone reads the truth. Ranges stand in {@code
 * gap-ranges.yaml}.
 */
package org.workcell.sim2real.gap;
