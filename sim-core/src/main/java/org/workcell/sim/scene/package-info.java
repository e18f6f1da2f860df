/**
 * Where scenes come from: the packs that hold their files, and building one from MJCF fragments.
 * Ends where a {@link org.workcell.sim.physics.Model} is compiled; knows nothing of tasks.
 */
package org.workcell.sim.scene;
