/**
 * Images of simulations without a window system: OpenGL contexts through EGL or OSMesa, MuJoCo's
 * own renderer, and image files. Only reads physics. A thread that draws opens one context, and
 * makes one renderer per scene and size:
 *
 * <pre>{@code
 * RenderOptions options = RenderOptions.faithful(640, 480);
 * Camera camera = Camera.named(scene, "corner");
 * ByteBuffer rgb = ByteBuffer.allocateDirect(options.rgbBytes());
 * try (OpenGlContext context = OpenGlContext.open();
 *     Renderer renderer = new Renderer(context, scene, options)) {
 *   renderer.render(physics, camera, rgb);
 *   PngFile.write(file, options.widthPixels(), options.heightPixels(), rgb);
 * }
 * }</pre>
 *
 * <p>Here {@code scene} is a {@link org.workcell.sim.physics.Model} and {@code physics} a {@link
 * org.workcell.sim.physics.Physics} made from it. {@link
 * org.workcell.sim.rendering.RenderingBackend#probe} tells whether the machine can draw.
 */
package org.workcell.sim.rendering;
