/**
 * Errors between simulation and reality, and what is known of them: root mean squares by horizon,
 * the four errors of ASAP, bootstrap intervals, and whether a simulation ranks policies as reality
 * does.
 */
package org.workcell.sim2real.metrics;
