package org.workcell.tasks.rlbench.objects;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one mesh in Wavefront's OBJ format: vertices, texture coordinates and faces. Faces of more
 * than three corners become fans; groups, materials and normals do not matter. For one file.
 */
final class ObjReader {

  private static final Set<String> PASSED_OVER =
      Set.of("vn", "vp", "o", "g", "s", "usemtl", "mtllib", "l", "p", "mg", "usemap", "lod");

  private final MeshScale scale;
  private final boolean textured;
  private final List<double[]> points = new ArrayList<>();
  private final List<double[]> images = new ArrayList<>();
  private final Map<Long, Integer> used = new HashMap<>();
  private final Mesh mesh = new Mesh(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());

  private ObjReader(MeshScale scale, boolean textured) {
    this.scale = scale;
    this.textured = textured;
  }

  /**
   * Reads a mesh.
   *
   * @param textured whether texture coordinates are needed; they are left out otherwise
   * @throws IllegalArgumentException saying what is wrong with the file
   */
  static Mesh read(byte[] content, MeshScale scale, boolean textured) {
    ObjReader reader = new ObjReader(scale, textured);
    int number = 0;
    for (String line : new String(content, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      number++;
      try {
        reader.readLine(line.strip());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line %d: %s".formatted(number, e.getMessage()), e);
      }
    }
    if (reader.mesh.vertices().size() < 4) {
      throw new IllegalArgumentException(
          "it has no surface; expected faces over 4 or more vertices");
    }
    return reader.mesh;
  }

  private void readLine(String line) {
    if (line.isEmpty() || line.startsWith("#")) {
      return;
    }
    String[] words = line.split("\\s+");
    switch (words[0]) {
      case "v" -> points.add(scale.toScene(numbers(words, 3)));
      case "vt" -> images.add(numbers(words, 2));
      case "f" -> readFace(words);
      default -> {
        if (!PASSED_OVER.contains(words[0])) {
          String start = words[0].substring(0, Math.min(words[0].length(), 20));
          throw new IllegalArgumentException(
              "'%s' is no word of an OBJ file".formatted(start.replaceAll("[^ -~]", "?")));
        }
      }
    }
  }

  private static double[] numbers(String[] words, int count) {
    if (words.length <= count) {
      throw new IllegalArgumentException(
          "%s has %d numbers; expected %d".formatted(words[0], words.length - 1, count));
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number(words[i + 1]);
    }
    return numbers;
  }

  private static double number(String word) {
    double value;
    try {
      value = Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no number".formatted(word), e);
    }
    if (!(Math.abs(value) <= Float.MAX_VALUE)) {
      throw new IllegalArgumentException("'%s' is not finite".formatted(word));
    }
    return value;
  }

  private void readFace(String[] words) {
    if (words.length < 4) {
      throw new IllegalArgumentException("a face has fewer than 3 corners");
    }
    int first = corner(words[1]);
    int last = corner(words[2]);
    for (int i = 3; i < words.length; i++) {
      int next = corner(words[i]);
      mesh.triangles().add(new int[] {first, last, next});
      last = next;
    }
  }

  /** The vertex of a corner {@code v}, {@code v/vt}, {@code v//vn} or {@code v/vt/vn}. */
  private int corner(String word) {
    String[] parts = word.split("/", -1);
    int point = index(parts[0], points.size());
    int image = 0;
    if (textured) {
      if (parts.length < 2 || parts[1].isEmpty()) {
        throw new IllegalArgumentException(
            "corner '%s' has no texture coordinates, which texture.png needs".formatted(word));
      }
      image = index(parts[1], images.size());
    }
    long key = ((long) point << 32) | image;
    Integer known = used.get(key);
    if (known != null) {
      return known;
    }
    int vertex = mesh.vertices().size();
    used.put(key, vertex);
    mesh.vertices().add(points.get(point));
    if (textured) {
      mesh.texcoords().add(images.get(image));
    }
    return vertex;
  }

  /** Indices count from 1, or from the last back where they are negative. */
  private static int index(String word, int count) {
    int index;
    try {
      index = Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' is no index".formatted(word), e);
    }
    int found = index < 0 ? count + index : index - 1;
    if (index == 0 || found < 0 || found >= count) {
      throw new IllegalArgumentException(
          "index %d, but %d are defined before it".formatted(index, count));
    }
    return found;
  }
}
