package org.workcell.sim.rendering;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.testing.Rendering;

/**
 * A room for a camera: it stands at y = -2 and looks along +y; x is to the right, z up. A red box
 * is in the middle, a green one above it, a blue one to its right, all else is sky.
 */
final class TestScene {

  private static final String MJCF =
      """
      <mujoco>
        <visual><headlight ambient="1 1 1" diffuse="0 0 0" specular="0 0 0"/></visual>
        <asset>
          <texture type="skybox" builtin="flat" rgb1="1 1 0" rgb2="1 1 0" width="8" height="48"/>
        </asset>
        <worldbody>
          <light pos="0 -2 2" dir="0 1 -1" diffuse="0.1 0.1 0.1"/>
          <camera name="front" pos="0 -2 0" xyaxes="1 0 0 0 0 1" fovy="45"/>
          <camera name="away" pos="0 -2 0" xyaxes="-1 0 0 0 0 1" fovy="45"/>
          <body name="middle" mocap="true">
            <geom name="red" type="box" size="0.2 0.2 0.2" rgba="1 0 0 1"/>
          </body>
          <geom name="green" type="box" size="0.1 0.1 0.1" pos="0 0 0.5" rgba="0 1 0 1"/>
          <geom name="blue" type="box" size="0.1 0.1 0.1" pos="0.5 0 0" rgba="0 0 1 1"/>
        </worldbody>
      </mujoco>
      """;

  private TestScene() {}

  static Model load() {
    return Model.load("room.xml", Map.of("room.xml", MJCF.getBytes(StandardCharsets.UTF_8)));
  }

  /** Skips the calling test, saying why, where no OpenGL can be had. */
  static void assumeRendering() {
    Rendering.assumePossible();
  }

  static ByteBuffer image(RenderOptions options) {
    return ByteBuffer.allocateDirect(options.rgbBytes());
  }

  /** Which colour a pixel has most of: {@code red}, {@code green}, {@code blue} or {@code sky}. */
  static String colour(ByteBuffer rgb, RenderOptions options, double right, double down) {
    int column = (int) (right * options.widthPixels());
    int row = (int) (down * options.heightPixels());
    int pixel = (row * options.widthPixels() + column) * 3;
    boolean red = (rgb.get(pixel) & 0xFF) > 128;
    boolean green = (rgb.get(pixel + 1) & 0xFF) > 128;
    boolean blue = (rgb.get(pixel + 2) & 0xFF) > 128;
    if (red && green && !blue) {
      return "sky";
    }
    return red ? "red" : green ? "green" : blue ? "blue" : "black";
  }

  static byte[] bytes(ByteBuffer rgb) {
    byte[] copy = new byte[rgb.capacity()];
    rgb.get(0, copy);
    return copy;
  }
}
