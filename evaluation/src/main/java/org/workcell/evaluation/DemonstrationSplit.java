package org.workcell.evaluation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts of episodes that a user's demonstrations say, in place of a benchmark's or of draws: the
 * split {@code demo}. Episode {@code e} of a task starts where its demonstration {@code e}, counted
 * round, starts. Immutable.
 *
 * @param place where the demonstrations lie, in the user's words
 * @param contexts by id of the task: the start of each demonstration, in the order of the file
 */
public record DemonstrationSplit(String place, Map<String, List<double[]>> contexts) {

  /** Name of the split. */
  public static final String NAME = "demo";

  /**
   * Takes defensive copies.
   *
   * @throws IllegalArgumentException if a task has no start
   */
  public DemonstrationSplit {
    Map<String, List<double[]>> copy = new LinkedHashMap<>();
    contexts.forEach(
        (task, starts) -> {
          if (starts.isEmpty()) {
            throw new IllegalArgumentException(
                "task %s has no demonstration; give at least one".formatted(task));
          }
          copy.put(task, starts.stream().map(double[]::clone).toList());
        });
    contexts = Collections.unmodifiableMap(copy);
  }

  /** The same starts, each task's counted from another demonstration on. */
  public DemonstrationSplit from(long first) {
    Map<String, List<double[]>> turned = new LinkedHashMap<>();
    contexts.forEach(
        (task, starts) -> {
          List<double[]> copy = new ArrayList<>(starts);
          Collections.rotate(copy, -(int) Math.floorMod(first, (long) starts.size()));
          turned.put(task, copy);
        });
    return new DemonstrationSplit(place, turned);
  }

  /** The starts of a task. */
  Optional<List<double[]>> of(String task) {
    return Optional.ofNullable(contexts.get(task));
  }

  /**
   * A split as a manifest has it.
   *
   * @param name {@link #NAME}
   * @param demonstrations by id of the task, how many it has
   * @param sha256 checksum over all starts, in order
   */
  public record Recorded(String name, Map<String, Integer> demonstrations, String sha256) {

    /** Takes a defensive copy that keeps the order. */
    public Recorded {
      demonstrations = Collections.unmodifiableMap(new LinkedHashMap<>(demonstrations));
    }

    static Recorded of(DemonstrationSplit split) {
      Map<String, Integer> counts = new LinkedHashMap<>();
      split.contexts.forEach((task, starts) -> counts.put(task, starts.size()));
      return new Recorded(NAME, counts, split.sha256());
    }

    /** Where episodes start, in words. */
    public String rule() {
      int fewest = demonstrations.values().stream().mapToInt(Integer::intValue).min().orElse(0);
      int most = demonstrations.values().stream().mapToInt(Integer::intValue).max().orElse(0);
      return "split demo: first states of %s of each task; episode e starts from e modulo their number"
          .formatted(
              fewest == most
                  ? "%d demonstrations".formatted(most)
                  : "%d to %d demonstrations".formatted(fewest, most));
    }
  }

  private String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      contexts.values().stream()
          .flatMap(List::stream)
          .forEach(start -> digest.update(littleEndian(start)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] littleEndian(double[] numbers) {
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      bytes.putDouble(number);
    }
    return bytes.array();
  }
}
