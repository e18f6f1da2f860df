/**
 * Pictures of simulations without a window system: OpenGL contexts through EGL, MuJoCo's own
 * renderer, and image files. One thread per context. Only reads physics.
 */
package org.workcell.sim.rendering;
