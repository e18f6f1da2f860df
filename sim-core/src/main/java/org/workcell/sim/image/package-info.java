/**
 * Images as data: textures that surfaces wear, and filters that change images after they were
 * drawn. Knows neither physics nor OpenGL.
 */
package org.workcell.sim.image;
