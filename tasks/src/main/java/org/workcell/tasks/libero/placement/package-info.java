/**
 * Where episodes of LIBERO-style tasks start: upstream's draws, stored states, draws of our own,
 * starts in which everything rests on its support, and the check of whether it does. Lengths are
 * metres, angles radians; poses are x, y, z and a quaternion w, x, y, z.
 */
package org.workcell.tasks.libero.placement;
