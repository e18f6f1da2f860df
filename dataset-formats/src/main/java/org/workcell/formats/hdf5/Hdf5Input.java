package org.workcell.formats.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.io.IOException;
import java.io.InputStream;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.numpy.NpyArray;

/**
 * Reads groups, arrays of numbers and attributes of an HDF5 file that may be hostile: links to
 * elsewhere, elements that are not numbers, unknown filters and sizes beyond the bounds of {@link
 * ArrayData} are refused, and memory is taken for what is asked for only. Every method throws a
 * {@link BadInputException} with the reason where the file is not sound. One thread at a time.
 */
public final class Hdf5Input implements AutoCloseable {

  private static final int MOST_CHILDREN = 100_000;
  private static final long MOST_TEXT_BYTES = 1L << 26;
  private static final int PICKLE = 0x80;

  private final Path path;
  private final long fileBytes;
  private final HdfFile file;

  private Hdf5Input(Path path, long fileBytes, HdfFile file) {
    this.path = path;
    this.fileBytes = fileBytes;
    this.file = file;
  }

  /** Opens a file. */
  public static Hdf5Input open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new BadInputException("'%s' is not a file; give an HDF5 file".formatted(path));
    }
    try {
      long bytes = Files.size(path);
      requireNoOtherFormat(path);
      Optional<MappedByteBuffer> mapped = map(path, bytes);
      return guarded(
          path,
          () ->
              new Hdf5Input(
                  path,
                  bytes,
                  mapped.isPresent() ? HdfFile.fromByteBuffer(mapped.get()) : new HdfFile(path)));
    } catch (IOException e) {
      throw new BadInputException("'%s' cannot be read (%s)".formatted(path, IoReason.of(e)), e);
    }
  }

  /** Out of a map, the library takes no memory for what a file claims; maps have 2 GiB at most. */
  private static Optional<MappedByteBuffer> map(Path path, long bytes) throws IOException {
    if (bytes > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(path)) {
      return Optional.of(channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes));
    }
  }

  private static void requireNoOtherFormat(Path path) throws IOException {
    byte[] first;
    try (InputStream in = Files.newInputStream(path)) {
      first = in.readNBytes(2);
    }
    if (first.length == 2 && (first[0] & 0xFF) == PICKLE) {
      throw new BadInputException(
          "'%s' is a Python pickle, which would run code to be read; give an HDF5 file"
              .formatted(path));
    }
    if (first.length == 2 && first[0] == 'P' && first[1] == 'K') {
      throw new BadInputException(
          "'%s' is a zip archive, as NumPy and PyTorch write them; give an HDF5 file"
              .formatted(path));
    }
  }

  private static <T> T guarded(Path path, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (BadInputException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      // The library meets damaged files with exceptions of every kind.
      Throwable first = e;
      while (first.getCause() != null && first.getCause() != first) {
        first = first.getCause();
      }
      String reason =
          first.getMessage() == null ? first.getClass().getSimpleName() : first.getMessage();
      throw new BadInputException(
          "'%s' is not a sound HDF5 file (%s); was it cut off or changed?".formatted(path, reason),
          e);
    }
  }

  private <T> T guarded(Supplier<T> reading) {
    return guarded(path, reading);
  }

  /** Where the file lies. */
  public Path path() {
    return path;
  }

  private Optional<Node> find(String name) {
    Node node = file;
    for (String part : name.split("/")) {
      if (part.isEmpty()) {
        continue;
      }
      if (!(node instanceof Group group)) {
        return Optional.empty();
      }
      Node child = group.getChild(part);
      if (child == null) {
        return Optional.empty();
      }
      if (child.isLink()) {
        throw new BadInputException(
            "'%s' in '%s' is a link to elsewhere, which is not followed; copy what it refers to"
                .formatted(name, path));
      }
      node = child;
    }
    return Optional.of(node);
  }

  /** Names of what a group holds, in the order of the file; empty where there is no such group. */
  public List<String> children(String group) {
    return guarded(
        () -> {
          if (!(find(group).orElse(null) instanceof Group found)) {
            return List.of();
          }
          List<String> names = List.copyOf(found.getChildren().keySet());
          if (names.size() > MOST_CHILDREN) {
            throw new BadInputException(
                "group '%s' in '%s' holds %d things; %d are read at most"
                    .formatted(group, path, names.size(), MOST_CHILDREN));
          }
          return names;
        });
  }

  /** Whether there is an array of this name. */
  public boolean hasArray(String name) {
    return guarded(() -> find(name).orElse(null) instanceof Dataset);
  }

  /** Whether there is an array of this name with elements of a type that is read. */
  public boolean hasNumbers(String name) {
    return guarded(
        () ->
            find(name).orElse(null) instanceof Dataset found
                && ArrayData.typeOf(found.getDataType()).isPresent());
  }

  /** An array, of which nothing but type and shape is read yet. */
  public ArrayData array(String name) {
    return guarded(
        () -> {
          if (find(name).orElse(null) instanceof Dataset found) {
            return new ArrayData(this, name, found, fileBytes);
          }
          throw new BadInputException(
              "'%s' has no array '%s'; is it a file of demonstrations?".formatted(path, name));
        });
  }

  /** Reads a part of an array; refuses whatever goes wrong with the file. */
  NpyArray reading(Supplier<NpyArray> part) {
    return guarded(part);
  }

  private Optional<Attribute> attribute(String object, String name) {
    return find(object).map(node -> node.getAttributes().get(name));
  }

  /** Names of the attributes of a group or an array; empty where there is no such object. */
  public List<String> attributes(String object) {
    return guarded(
        () -> {
          List<String> names =
              find(object)
                  .map(node -> List.copyOf(node.getAttributes().keySet()))
                  .orElse(List.of());
          if (names.size() > MOST_CHILDREN) {
            throw new BadInputException(
                "'%s' in '%s' has %d attributes; %d are read at most"
                    .formatted(object, path, names.size(), MOST_CHILDREN));
          }
          return names;
        });
  }

  /** An attribute of text; empty where there is none of the name. */
  public Optional<String> text(String object, String name) {
    return guarded(
        () ->
            attribute(object, name)
                .map(
                    attribute -> {
                      requireText(object, attribute);
                      return attribute.getData().toString();
                    }));
  }

  private void requireText(String object, Attribute attribute) {
    boolean text =
        attribute.getDataType() instanceof StringData
            || attribute.getDataType() instanceof VariableLength list
                && list.isVariableLengthString();
    long most = Math.min(MOST_TEXT_BYTES, fileBytes);
    if (!text || !attribute.isScalar() || attribute.getDataType().getSize() > most) {
      throw new BadInputException(
          "attribute '%s' of '%s' in '%s' is no text of at most %d bytes"
              .formatted(attribute.getName(), object, path, most));
    }
  }

  /** An attribute of one or several numbers, widened; empty where there is none of the name. */
  public Optional<double[]> numbers(String object, String name) {
    return guarded(
        () -> attribute(object, name).map(attribute -> numbers(object, name, attribute)));
  }

  private double[] numbers(String object, String name, Attribute attribute) {
    boolean number =
        attribute.getDataType() instanceof FixedPoint
            || attribute.getDataType() instanceof FloatingPoint;
    if (!number || attribute.getSizeInBytes() > fileBytes) {
      throw new BadInputException(
          "attribute '%s' of '%s' in '%s' holds no numbers".formatted(name, object, path));
    }
    Object data = attribute.getData();
    if (data instanceof Number single) {
      return new double[] {single.doubleValue()};
    }
    int length = data.getClass().isArray() ? java.lang.reflect.Array.getLength(data) : -1;
    if (attribute.getDimensions().length != 1 || length < 0) {
      throw new BadInputException(
          "attribute '%s' of '%s' in '%s' is no row of numbers".formatted(name, object, path));
    }
    double[] values = new double[length];
    for (int i = 0; i < values.length; i++) {
      values[i] = ((Number) java.lang.reflect.Array.get(data, i)).doubleValue();
    }
    return values;
  }

  /** Closes the file. Idempotent. */
  @Override
  public void close() {
    file.close();
  }
}
