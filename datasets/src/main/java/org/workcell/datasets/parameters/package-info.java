/**
 * Identified parameters of a robot as a file: parameters with intervals, the actuator chain that
 * they belong to, and what they were found from.
 */
package org.workcell.datasets.parameters;
