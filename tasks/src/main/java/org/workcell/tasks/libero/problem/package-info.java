/**
 * The LIBERO-style tasks as data: 130 rows of a table, task files in BDDL form, object categories,
 * and the atoms of goals as conditions on a simulation. Lengths are metres, angles radians;
 * quaternions are w, x, y, z. Nothing here composes a scene or draws a start.
 */
package org.workcell.tasks.libero.problem;
