package org.workcell.tasks.rlbench.objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.image.TexturePool;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.tasks.common.UserFiles;

/** Reads one folder of things; see {@link MeshFolders}. For one folder. */
final class MeshFolderReader {

  private static final int MOST_INSTANCES = 200;
  private static final int MOST_PARTS = 64;
  private static final int MOST_PART_VERTICES = 2000;
  private static final int MOST_TEXTURE_PIXELS = 4096;
  private static final long MOST_FILE_BYTES = 20_000_000;
  private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
  private static final String VISUAL = "visual.obj";
  private static final String TEXTURE = "texture.png";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  private final Path root;
  private final MeshScale scale;
  private final UserFiles files;
  private final Map<String, byte[]> contents = new HashMap<>();
  private final StringBuilder assets = new StringBuilder();
  private final StringBuilder bodies = new StringBuilder();
  private int instances;

  MeshFolderReader(Path root, MeshScale scale, UserFiles files) {
    this.root = root;
    this.scale = scale;
    this.files = files;
  }

  Things read(String scene) {
    List<Things.Kind> kinds = new ArrayList<>();
    for (Path folder : folders(root)) {
      kinds.add(readKind(folder));
    }
    if (kinds.isEmpty()) {
      throw refused(root, "it has no folders CLASS/INSTANCE with meshes");
    }
    String mjcf =
        "  <asset>\n%s  </asset>\n  <worldbody>\n%s  </worldbody>".formatted(assets, bodies);
    return new Things(scene, kinds, new SceneAdditions(mjcf, contents, TexturePool.EMPTY));
  }

  private Things.Kind readKind(Path folder) {
    String kind = folder.getFileName().toString();
    List<Things.Thing> things = new ArrayList<>();
    for (Path instance : folders(folder)) {
      if (++instances > MOST_INSTANCES) {
        throw refused(root, "it has more than %d instances".formatted(MOST_INSTANCES));
      }
      MeshThing thing = readThing("%s:%d".formatted(kind, things.size()), instance);
      thing.addTo(instances - 1, assets, bodies, contents);
      things.add(thing.thing());
    }
    if (things.isEmpty()) {
      throw refused(folder, "the class has no folder of an instance");
    }
    return new Things.Kind(kind, things);
  }

  private MeshThing readThing(String body, Path folder) {
    List<Path> parts = new ArrayList<>();
    Path visual = null;
    Optional<byte[]> texture = Optional.empty();
    for (Path file : files.list(folder)) {
      String name = file.getFileName().toString();
      if (name.equals(VISUAL)) {
        visual = file;
      } else if (name.toLowerCase(Locale.ROOT).endsWith(".obj")) {
        parts.add(file);
      } else if (name.equals(TEXTURE)) {
        texture = Optional.of(readTexture(file));
      }
    }
    if (visual == null || parts.isEmpty() || parts.size() > MOST_PARTS) {
      throw refused(
          folder,
          "it has %s %s and %d other .obj files; expected one and 1 to %d convex parts"
              .formatted(visual == null ? "no" : "one", VISUAL, parts.size(), MOST_PARTS));
    }
    return assemble(body, folder, readMesh(visual, texture.isPresent()), parts, texture);
  }

  private MeshThing assemble(
      String body, Path folder, Mesh look, List<Path> parts, Optional<byte[]> texture) {
    List<Mesh> pieces = new ArrayList<>();
    double[] volumes = new double[parts.size()];
    for (Path part : parts) {
      Mesh piece = readMesh(part, false);
      volumes[pieces.size()] = volume(part, piece);
      pieces.add(piece);
    }
    try {
      return new MeshThing(body, look, pieces, volumes, texture);
    } catch (IllegalArgumentException e) {
      throw refused(folder, e.getMessage());
    }
  }

  private Mesh readMesh(Path file, boolean textured) {
    try {
      Mesh mesh = ObjReader.read(read(file), scale, textured);
      double size = mesh.bounds().diagonal();
      if (!(mesh.area() > 1e-6 * size * size)) {
        throw new IllegalArgumentException("its faces have no area");
      }
      return mesh;
    } catch (IllegalArgumentException e) {
      throw refused(file, e.getMessage());
    }
  }

  private static double volume(Path file, Mesh piece) {
    if (piece.vertices().size() > MOST_PART_VERTICES) {
      throw refused(
          file,
          "a collision part of %d vertices; expected a convex piece of at most %d, as V-HACD or CoACD write them"
              .formatted(piece.vertices().size(), MOST_PART_VERTICES));
    }
    try {
      return piece.convexVolume();
    } catch (IllegalArgumentException e) {
      throw refused(
          file,
          "%s; expected a convex piece, as V-HACD or CoACD write them".formatted(e.getMessage()));
    }
  }

  private byte[] readTexture(Path file) {
    byte[] content = read(file);
    ByteBuffer head = ByteBuffer.wrap(content);
    if (content.length < 24 || head.getLong(0) != PNG_SIGNATURE) {
      throw refused(file, "it is no image in PNG");
    }
    int width = head.getInt(16);
    int height = head.getInt(20);
    if (width < 1 || height < 1 || Math.max(width, height) > MOST_TEXTURE_PIXELS) {
      throw refused(
          file,
          "it has %d x %d pixels; expected at most %d each"
              .formatted(width, height, MOST_TEXTURE_PIXELS));
    }
    return content;
  }

  private byte[] read(Path file) {
    requireInside(file);
    try {
      if (Files.size(file) > MOST_FILE_BYTES) {
        throw refused(file, "it has more than %d bytes".formatted(MOST_FILE_BYTES));
      }
    } catch (IOException e) {
      throw refused(file, "it cannot be read (%s)".formatted(IoReason.of(e)));
    }
    return files.read(root.relativize(file).toString(), file);
  }

  private List<Path> folders(Path parent) {
    List<Path> folders = files.list(parent).stream().filter(Files::isDirectory).toList();
    for (Path folder : folders) {
      requireInside(folder);
      if (!NAME.matcher(folder.getFileName().toString()).matches()) {
        throw refused(
            folder,
            "the name has other characters than letters, digits, '_', '-' and '.', or more than"
                + " 64");
      }
    }
    return folders;
  }

  /** Links must not lead out of the folder, which may be all that a client may name. */
  private void requireInside(Path path) {
    try {
      if (!path.toRealPath().startsWith(root.toRealPath())) {
        throw refused(path, "it is a link out of the folder of meshes");
      }
    } catch (IOException e) {
      throw refused(path, "it cannot be read (%s)".formatted(IoReason.of(e)));
    }
  }

  private static BadInputException refused(Path path, String reason) {
    return new BadInputException(
        "'%s' cannot be used for objects: %s; see docs/rlbench.md, LAMP".formatted(path, reason));
  }
}
