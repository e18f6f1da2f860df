package org.workcell.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Locale;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.ViewRenderer;
import picocli.CommandLine;

/** What an image shows at each pixel; all kinds are drawn in colour, for people. */
enum ImageKind {
  /** What a camera sees. */
  RGB {
    @Override
    void draw(
        ViewRenderer renderer, RenderOptions size, ViewState view, Camera camera, ByteBuffer rgb) {
      renderer.render(view, camera, rgb);
    }
  },
  /** Distance: the nearest surface yellow, the farthest dark blue, nothing black. */
  DEPTH {
    @Override
    void draw(
        ViewRenderer renderer, RenderOptions size, ViewState view, Camera camera, ByteBuffer rgb) {
      FloatBuffer metres = numbers(size).asFloatBuffer();
      renderer.renderDepth(view, camera, metres);
      float far = (float) renderer.parameters(view, camera).farMetres();
      double near = Double.POSITIVE_INFINITY;
      double farthest = 0;
      for (int i = 0; i < size.pixels(); i++) {
        near = Math.min(near, metres.get(i));
        farthest = Math.max(farthest, metres.get(i) < far ? metres.get(i) : 0);
      }
      for (int i = 0; i < size.pixels(); i++) {
        double share = (metres.get(i) - near) / Math.max(farthest - near, Float.MIN_NORMAL);
        paint(rgb, i, metres.get(i) < far ? Palette.blend(share) : 0);
      }
    }
  },
  /** Bodies, each in a colour of its own; nothing black. */
  OBJECTS {
    @Override
    void draw(
        ViewRenderer renderer, RenderOptions size, ViewState view, Camera camera, ByteBuffer rgb) {
      IntBuffer bodies = numbers(size).asIntBuffer();
      renderer.renderObjects(view, camera, ObjectKind.BODY, bodies);
      for (int i = 0; i < size.pixels(); i++) {
        paint(rgb, i, bodies.get(i) < 0 ? 0 : Palette.distinct(bodies.get(i)));
      }
    }
  };

  /** Draws one image: [height][width][3]. */
  abstract void draw(
      ViewRenderer renderer, RenderOptions size, ViewState view, Camera camera, ByteBuffer rgb);

  /** Reads a kind from a command line. */
  static final class Reader implements CommandLine.ITypeConverter<ImageKind> {

    @Override
    public ImageKind convert(String text) {
      for (ImageKind kind : values()) {
        if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
          return kind;
        }
      }
      throw new CommandLine.TypeConversionException(
          "there is no kind '%s'; use rgb, depth, objects, or several with commas".formatted(text));
    }
  }

  private static ByteBuffer numbers(RenderOptions size) {
    return ByteBuffer.allocateDirect(Float.BYTES * size.pixels()).order(ByteOrder.nativeOrder());
  }

  private static void paint(ByteBuffer rgb, int pixel, int colour) {
    rgb.put(3 * pixel, (byte) (colour >> 16));
    rgb.put(3 * pixel + 1, (byte) (colour >> 8));
    rgb.put(3 * pixel + 2, (byte) colour);
  }
}
