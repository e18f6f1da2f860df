package org.workcell.randomization;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.joml.Vector3d;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.ModelException;

/**
 * Reads a user's folder of meshes as distractors. Units of files are unknown: what is 4 to 10 cm
 * long keeps its size, larger and smaller meshes are scaled to that.
 */
final class MeshFolder {

  private static final UserFolder MESHES =
      new UserFolder("mesh", "OBJ or STL meshes", Set.of("obj", "stl"), 64);

  private static final long MAX_BYTES = 5_000_000;
  private static final int MAX_FACES = 50_000;
  private static final Range LONGEST_SIDE = new Range(0.04, 0.1);

  private MeshFolder() {}

  static DistractorPool read(Path folder) {
    Map<String, byte[]> contents = new TreeMap<>();
    List<MeshMeasures> measures = new ArrayList<>();
    CRC32 checksum = new CRC32();
    for (Path file : MESHES.files(folder)) {
      byte[] bytes = bytes(file);
      String ending = UserFolder.ending(file);
      measures.add(measures(file, ending, bytes));
      contents.put("%02d.%s".formatted(contents.size(), ending), bytes);
      checksum.update(ending.getBytes(StandardCharsets.UTF_8));
      checksum.update(bytes);
    }
    return pool("%08x".formatted(checksum.getValue()), contents, measures);
  }

  /** Looks at the size before the contents, so that a giant file takes no memory. */
  private static byte[] bytes(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new IllegalArgumentException(
            "mesh '%s' has %d bytes; expected at most %d".formatted(file, size, MAX_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "mesh '%s' cannot be read (%s); check its permissions".formatted(file, IoReason.of(e)),
          e);
    }
  }

  private static MeshMeasures measures(Path file, String ending, byte[] bytes) {
    MeshMeasures measures;
    try {
      measures = MeshMeasures.of(ending, bytes);
    } catch (ModelException e) {
      throw new IllegalArgumentException(
          "mesh '%s' cannot be used: %s; fix or remove it".formatted(file, e.getMessage()), e);
    }
    if (measures.faces() > MAX_FACES) {
      throw new IllegalArgumentException(
          "mesh '%s' has %d faces; expected at most %d, simplify it"
              .formatted(file, measures.faces(), MAX_FACES));
    }
    return measures;
  }

  private static DistractorPool pool(
      String checksum, Map<String, byte[]> contents, List<MeshMeasures> measures) {
    String name = SceneVariant.DISTRACTOR + checksum + "_";
    StringBuilder assets = new StringBuilder();
    Map<String, byte[]> files = new TreeMap<>();
    List<DistractorShape> shapes = new ArrayList<>();
    contents.forEach(
        (key, bytes) -> {
          int number = shapes.size();
          String path = "/" + name + key;
          MeshMeasures mesh = measures.get(number);
          double side = mesh.longestSide();
          double scale = Math.min(Math.max(side, LONGEST_SIDE.low()), LONGEST_SIDE.high()) / side;
          Vector3d offset = mesh.centre().mul(-scale, new Vector3d());
          files.put(path, bytes);
          assets.append(
              text(
                  "<mesh name=\"%s%d\" file=\"%s\" scale=\"%s %s %s\" %s/>\n",
                  name, number, path, scale, scale, scale, MeshMeasures.INERTIA));
          String mjcf =
              text(
                  "type=\"mesh\" mesh=\"%s%d\" pos=\"%s %s %s\"",
                  name, number, offset.x, offset.y, offset.z);
          shapes.add(new DistractorShape(mjcf, scale * mesh.size().z / 2).colored(number));
        });
    return new DistractorPool(name, shapes, assets.toString(), files);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
