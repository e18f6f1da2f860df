package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * Weights of blocks, float32: in NPZ files, one array for each parameter, which NumPy reads too;
 * and from block to block. What is taken over is taken over in full or not at all.
 */
public final class Weights {

  private Weights() {}

  /** Writes the weights of a block; the file is there in full or not at all. */
  public static void save(Block block, Path file) {
    try (NDManager scope = Libtorch.newManager(ComputeDevice.CPU)) {
      NDList arrays = new NDList();
      byName(block)
          .forEach(
              (name, array) -> {
                NDArray copy = array.duplicate();
                copy.attach(scope);
                copy.setName(name);
                arrays.add(copy);
              });
      replace(file, out -> arrays.encode(out, NDList.Encoding.NPZ));
    }
  }

  /** What writes a file's content. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a file, which is there in full or not at all. */
  static void replace(Path file, Content content) {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (OutputStream out = Files.newOutputStream(next)) {
        content.writeTo(out);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("weights cannot be written to " + file, e);
    }
  }

  /**
   * Reads weights into a block of the same layers.
   *
   * @throws IllegalArgumentException if the file holds no weights or those of other layers; the
   *     block then keeps its own
   */
  public static void load(Block block, Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "%s is not a file, but a folder, a pipe or a device".formatted(file));
    }
    try (NDManager scope = Libtorch.newManager(ComputeDevice.CPU);
        InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Map<String, NDArray> found = new TreeMap<>();
      for (NDArray array : NDList.decode(scope, in)) {
        found.put(array.getName(), array);
      }
      overwrite(byName(block), found);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "%s does not hold the weights of this network: %s".formatted(file, Libtorch.reason(e)),
          e);
    }
  }

  /**
   * Copies the weights of a block to another one of the same layers.
   *
   * @throws IllegalArgumentException if the layers differ; the target then keeps its own
   */
  public static void copy(Block source, Block target) {
    overwrite(byName(target), byName(source));
  }

  private static Map<String, NDArray> byName(Block block) {
    Map<String, NDArray> arrays = new TreeMap<>();
    for (Pair<String, Parameter> pair : block.getParameters()) {
      arrays.put(pair.getKey(), pair.getValue().getArray());
    }
    return arrays;
  }

  private static void overwrite(Map<String, NDArray> places, Map<String, NDArray> values) {
    Map<String, String> expected = shapes(places);
    Map<String, String> found = shapes(values);
    if (!expected.equals(found)) {
      throw new IllegalArgumentException("it has %s, expected %s".formatted(found, expected));
    }
    places.forEach((name, place) -> Tensors.write(place, values.get(name).toFloatArray()));
  }

  private static Map<String, String> shapes(Map<String, NDArray> arrays) {
    Map<String, String> shapes = new TreeMap<>();
    arrays.forEach((name, array) -> shapes.put(name, array.getDataType() + "" + array.getShape()));
    return shapes;
  }
}
