/**
 * How scenes are composed: an arena, the robot and one part for each instance, each an MJCF file of
 * its own, merged into one model. The same composer serves our own parts and a user's LIBERO and
 * robosuite, whose rules it follows. Knows of tasks only what is in their configs.
 */
package org.workcell.tasks.libero.scene;
