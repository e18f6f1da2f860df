/**
 * Motions whose logs determine a robot's parameters: multisine, chirp, steps and point-to-point
 * motions within its limits, checked for collisions, and a choice among them by the information
 * that they give.
 */
package org.workcell.sim2real.excitation;
