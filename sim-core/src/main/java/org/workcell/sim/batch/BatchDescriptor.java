package org.workcell.sim.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where everything lies in the memory of a batch, so that another program can map it. Element
 * {@code e} of row {@code r} of a block starts at {@code offset + r * rowBytes + e * type.bytes()};
 * elements are row-major, in the byte order of the machine. Blocks of at least a page start on a
 * page, so that drivers can pin them, others on a cache line.
 *
 * <p>The text form of {@link #toText} has a line for each block; its fields are separated by tabs.
 *
 * @param version {@link #VERSION} where this program made it
 * @param rows number of environments
 * @param bytes size of the memory
 * @param blocks in the order of their offsets; names are unique
 */
public record BatchDescriptor(int version, int rows, long bytes, List<Block> blocks) {

  /** Version of names, roles, order and text form; raised when a reader would go wrong. */
  public static final int VERSION = 2;

  /** Alignment of blocks in bytes: a cache line. */
  public static final int LINE_BYTES = 64;

  /** Alignment of blocks of at least this size: a page. */
  public static final int PAGE_BYTES = 4096;

  private static final String TITLE = "workcell-batch";

  /**
   * One block.
   *
   * @param name unique in the batch
   * @param role what it is for
   * @param type element type
   * @param shape of a row
   * @param offset of row 0, from the start of the batch's memory, in bytes
   * @param rowBytes size of a row, which is also the distance between two
   * @param columns names of the elements of a row where they have names, else empty
   */
  public record Block(
      String name,
      BlockRole role,
      DataType type,
      List<Integer> shape,
      long offset,
      long rowBytes,
      List<String> columns) {

    /** Takes defensive copies and checks that the names fit the text form. */
    public Block {
      shape = List.copyOf(shape);
      columns = List.copyOf(columns);
      requireName(name);
      columns.forEach(Block::requireName);
    }

    private static void requireName(String name) {
      if (name.isBlank() || name.chars().anyMatch(c -> c == '\t' || c == '\n' || c == '\r')) {
        throw new IllegalArgumentException(
            "a block or column of a batch cannot be named '%s': names are not blank and have no"
                    .formatted(name)
                + " tabs or line breaks");
      }
    }

    private String toLine() {
      String sizes = shape.stream().map(String::valueOf).collect(Collectors.joining(","));
      List<String> fields = new ArrayList<>();
      fields.addAll(List.of("block", name, role.label(), type.numpyName(), "[" + sizes + "]"));
      fields.addAll(List.of(String.valueOf(offset), String.valueOf(rowBytes)));
      fields.addAll(columns);
      return String.join("\t", fields);
    }

    private static Block parse(String[] fields) {
      String sizes = fields[4].substring(1, fields[4].length() - 1);
      List<Integer> shape = new ArrayList<>();
      for (String size : sizes.isEmpty() ? new String[0] : sizes.split(",")) {
        shape.add(Integer.parseInt(size));
      }
      return new Block(
          fields[1],
          BlockRole.of(fields[2]),
          DataType.of(fields[3]),
          shape,
          Long.parseLong(fields[5]),
          Long.parseLong(fields[6]),
          List.of(fields).subList(7, fields.length));
    }
  }

  /** Takes a defensive copy and checks that names are unique. */
  public BatchDescriptor {
    blocks = List.copyOf(blocks);
    Set<String> names = new HashSet<>();
    for (Block block : blocks) {
      if (!names.add(block.name())) {
        throw new IllegalArgumentException(
            "a batch has two blocks named '%s'; give one of them another name"
                .formatted(block.name()));
      }
    }
  }

  /**
   * Lays out a batch.
   *
   * @throws IllegalArgumentException if two blocks have one name
   */
  public static BatchDescriptor of(BatchLayout layout, int rows) {
    List<Block> blocks = new ArrayList<>();
    long offset = 0;
    for (BatchLayout.Part part : layout.parts()) {
      BlockSpec spec = part.spec();
      long rowBytes = (long) spec.size() * spec.type().bytes();
      offset = aligned(offset, alignmentOf(rows * rowBytes));
      blocks.add(
          new Block(
              spec.name(),
              part.role(),
              spec.type(),
              spec.shape(),
              offset,
              rowBytes,
              part.columns()));
      offset += rows * rowBytes;
    }
    BatchDescriptor tight = new BatchDescriptor(VERSION, rows, offset, blocks);
    return new BatchDescriptor(VERSION, rows, aligned(offset, tight.alignment()), blocks);
  }

  private static int alignmentOf(long blockBytes) {
    return blockBytes >= PAGE_BYTES ? PAGE_BYTES : LINE_BYTES;
  }

  private static long aligned(long offset, int alignment) {
    return (offset + alignment - 1) / alignment * alignment;
  }

  /** What the start of the memory must be a multiple of, and what its size is one of. */
  public int alignment() {
    boolean hasPages = blocks.stream().anyMatch(block -> rows * block.rowBytes() >= PAGE_BYTES);
    return hasPages ? PAGE_BYTES : LINE_BYTES;
  }

  /** A block by name. */
  public Optional<Block> find(String name) {
    return blocks.stream().filter(block -> block.name().equals(name)).findFirst();
  }

  /**
   * A block by name.
   *
   * @throws IllegalArgumentException naming the blocks that exist
   */
  public Block block(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "this batch has no block '%s'; it has %s"
                        .formatted(name, blocks.stream().map(Block::name).toList())));
  }

  /** The text form; {@link #parse} reads it. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append("%s\t%d\nrows\t%d\nbytes\t%d\n".formatted(TITLE, version, rows, bytes));
    blocks.forEach(block -> text.append(block.toLine()).append('\n'));
    return text.toString();
  }

  /**
   * Reads a text form.
   *
   * @throws IllegalArgumentException if the text is not one, or of another version
   */
  public static BatchDescriptor parse(String text) {
    List<String> lines = text.lines().toList();
    try {
      requireVersion(lines.get(0).split("\t"));
      List<Block> blocks =
          lines.stream().skip(3).map(line -> Block.parse(line.split("\t", -1))).toList();
      return new BatchDescriptor(
          VERSION, (int) number(lines, 1, "rows"), number(lines, 2, "bytes"), blocks);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "this is not the descriptor of a batch (%s): %s".formatted(e.getMessage(), text), e);
    }
  }

  private static void requireVersion(String[] fields) {
    if (!fields[0].equals(TITLE) || Integer.parseInt(fields[1]) != VERSION) {
      throw new IllegalArgumentException(
          "expected '%s %d', not '%s'".formatted(TITLE, VERSION, String.join(" ", fields)));
    }
  }

  private static long number(List<String> lines, int index, String name) {
    String[] fields = lines.get(index).split("\t");
    if (!fields[0].equals(name)) {
      throw new NumberFormatException("expected " + name);
    }
    return Long.parseLong(fields[1]);
  }
}
