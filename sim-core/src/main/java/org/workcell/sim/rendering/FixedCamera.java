package org.workcell.sim.rendering;

/** A camera that the scene defines; it may move with a body. */
record FixedCamera(int index) implements Camera {}
