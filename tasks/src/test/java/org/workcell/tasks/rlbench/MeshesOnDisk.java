package org.workcell.tasks.rlbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Folders of meshes for tests, y up, about as large as ShapeNet's. */
final class MeshesOnDisk {

  private MeshesOnDisk() {}

  /** Two kinds: boxes (one of them textured) and prisms of two parts. */
  static void twoKinds(Path root) {
    thing(root, "crate", "a", box(0.2, 0.5, 0.4), box(0.2, 0.5, 0.4));
    thing(root, "crate", "b", box(0.5, 0.2, 0.25), box(0.5, 0.2, 0.25));
    thing(root, "crate", "c", box(0.25, 0.1, 0.25), box(0.25, 0.1, 0.25));
    thing(
        root,
        "tall_post",
        "only",
        prism(6, 0.16, 0, 0.6),
        prism(6, 0.16, 0, 0.3),
        prism(6, 0.16, 0.3, 0.6));
  }

  static void thing(Path root, String kind, String instance, String visual, String... parts) {
    Path folder = root.resolve(kind).resolve(instance);
    write(folder.resolve("visual.obj"), visual);
    for (int i = 0; i < parts.length; i++) {
      write(folder.resolve("part%d.obj".formatted(i)), parts[i]);
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A box around the vertical axis, from y = 0 up. */
  static String box(double x, double y, double z) {
    StringBuilder text = new StringBuilder("# a box\no box\nusemtl none\n");
    for (int i = 0; i < 8; i++) {
      double vx = (i & 1) == 0 ? -x / 2 : x / 2;
      double vz = (i & 4) == 0 ? -z / 2 : z / 2;
      text.append(line("v %.6f %.6f %.6f", vx, (i & 2) == 0 ? 0 : y, vz));
    }
    text.append("vt 0 0\nvt 1 0\nvt 1 1\nvt 0 1\nvn 0 1 0\n");
    int[][] faces = {
      {1, 3, 4, 2}, {5, 6, 8, 7}, {1, 2, 6, 5}, {3, 7, 8, 4}, {1, 5, 7, 3}, {2, 4, 8, 6}
    };
    for (int[] face : faces) {
      text.append("f");
      for (int i = 0; i < 4; i++) {
        text.append(" %d/%d/1".formatted(face[i], i + 1));
      }
      text.append("\n");
    }
    return text.toString();
  }

  /** A prism around the vertical axis, its indices counted from the last vertex back. */
  static String prism(int sides, double radius, double low, double high) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < sides; i++) {
      double angle = 2 * Math.PI * i / sides;
      double x = radius * Math.cos(angle);
      double z = radius * Math.sin(angle);
      text.append(line("v %.6f %.6f %.6f", x, low, z));
      text.append(line("v %.6f %.6f %.6f", x, high, z));
    }
    StringBuilder bottom = new StringBuilder("f");
    StringBuilder top = new StringBuilder("f");
    for (int i = 0; i < sides; i++) {
      int next = (i + 1) % sides;
      text.append(
          "f %d %d %d %d\n"
              .formatted(at(sides, i), at(sides, i) + 1, at(sides, next) + 1, at(sides, next)));
      bottom.append(" %d".formatted(at(sides, i)));
      top.append(" %d".formatted(at(sides, sides - 1 - i) + 1));
    }
    return text.append(bottom).append("\n").append(top).append("\n").toString();
  }

  private static int at(int sides, int i) {
    return 2 * i - 2 * sides;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }
}
