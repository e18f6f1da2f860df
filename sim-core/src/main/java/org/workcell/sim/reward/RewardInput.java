package org.workcell.sim.reward;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.workcell.sim.batch.DataType;

/**
 * One thing that a reward model reads of each step.
 *
 * @param block what is observed: the name of an observation block, {@code images}, {@code
 *     images.CAMERA}, or {@code info_COLUMN}
 * @param moment when
 * @param type element type; empty if any will do
 * @param shape of one observation, where {@link #ANY} leaves a length open; empty if any will do
 */
public record RewardInput(
    String block, Moment moment, Optional<DataType> type, Optional<List<Integer>> shape) {

  /** A length that is left open. */
  public static final int ANY = -1;

  private static final Pattern BLOCK =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_-]+)?");

  /** Checks name and shape. */
  public RewardInput {
    if (!BLOCK.matcher(block).matches()) {
      throw new IllegalArgumentException(
          "'%s' cannot be the name of a block; use letters, digits and '_', as in observation,"
                  .formatted(block)
              + " images, images.CAMERA or info_progress");
    }
    shape = shape.map(List::copyOf);
    shape.ifPresent(lengths -> requireLengths(block, lengths));
  }

  private static void requireLengths(String block, List<Integer> lengths) {
    for (int length : lengths) {
      if (length < 1 && length != ANY) {
        throw new IllegalArgumentException(
            "shape %s of input %s has a length that is not positive; use -1 for any length"
                .formatted(lengths, block));
      }
    }
  }

  /** An input of any type and shape. */
  public static RewardInput of(Moment moment, String block) {
    return new RewardInput(block, moment, Optional.empty(), Optional.empty());
  }

  /**
   * The input of a name: {@code BLOCK} is what was observed after the action, {@code before.BLOCK}
   * before it, {@code first.BLOCK} at the reset.
   *
   * @throws IllegalArgumentException if no input can have the name
   */
  public static RewardInput parse(String name) {
    for (Moment moment : List.of(Moment.FIRST, Moment.BEFORE)) {
      String prefix = moment.label() + ".";
      if (name.startsWith(prefix)) {
        return of(moment, name.substring(prefix.length()));
      }
    }
    return of(Moment.AFTER, name);
  }

  /** The same input, with its type and shape fixed. */
  public RewardInput as(DataType elementType, Integer... lengths) {
    return new RewardInput(block, moment, Optional.of(elementType), Optional.of(List.of(lengths)));
  }

  /** The same input, with its shape fixed. */
  public RewardInput withShape(List<Integer> lengths) {
    return new RewardInput(block, moment, type, Optional.of(lengths));
  }

  /** The name that {@link #parse} understands. */
  public String name() {
    return moment == Moment.AFTER ? block : moment.label() + "." + block;
  }

  /** Whether an observation of this type and shape can be read. */
  boolean accepts(String npyType, List<Integer> observed) {
    if (type.isPresent() && !npyType.equals(npyType(type.get()))) {
      return false;
    }
    if (shape.isEmpty()) {
      return true;
    }
    List<Integer> wanted = shape.get();
    boolean fits = wanted.size() == observed.size();
    for (int i = 0; fits && i < wanted.size(); i++) {
      fits = wanted.get(i) == ANY || wanted.get(i).equals(observed.get(i));
    }
    return fits;
  }

  private static String npyType(DataType type) {
    return switch (type) {
      case FLOAT64 -> "<f8";
      case FLOAT32 -> "<f4";
      case INT64 -> "<i8";
      case INT32 -> "<i4";
      case UINT8 -> "|u1";
    };
  }

  /** Type and shape in words. */
  String describe() {
    List<String> words = new ArrayList<>();
    type.ifPresent(each -> words.add(each.numpyName()));
    shape.ifPresent(each -> words.add("shape " + each));
    return words.isEmpty() ? "anything" : String.join(" of ", words);
  }
}
