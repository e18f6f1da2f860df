/**
 * Descriptions of robots for suites: joint ranges, kinematic chains, base poses and grippers, for
 * suites of other jars, too. Lengths are metres, angles radians. Nothing here knows a suite.
 */
package org.workcell.tasks.robots;
