/**
 * Building blocks that suites share, also for suites in other jars: boxes and the contexts drawn
 * from them, conditions on a simulation (a body in a site's box, contact of geoms, a joint in a
 * range), reward shapes, distances, goal markers, notes for task pages, tables of scene roles.
 * Lengths are metres, angles radians; a position is three world coordinates, of which the third is
 * the height. Nothing here knows a suite or a robot.
 */
package org.workcell.tasks.common;
