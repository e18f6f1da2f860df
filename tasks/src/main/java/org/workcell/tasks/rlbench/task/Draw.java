package org.workcell.tasks.rlbench.task;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What an episode has drawn: variation, choices, and where each spot's body stands. Immutable.
 *
 * @param variation index of the variation
 * @param names names of the choices
 * @param values choices, then x, y and yaw of each spot: the context
 */
public record Draw(int variation, List<String> names, double[] values) {

  /** The value of a choice. */
  public int choice(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "the task has no choice '%s'; it has %s".formatted(name, names));
    }
    return (int) values[index];
  }

  /** By how much the spot with this index is turned, radians. */
  public double yaw(int spot) {
    return values[names.size() + 3 * spot + 2];
  }

  /**
   * The permutation with this rank, for choices that shuffle: {@code rank} from 0 to {@code n! -
   * 1}.
   */
  public static int[] permutation(int rank, int n) {
    List<Integer> left = new java.util.ArrayList<>(IntStream.range(0, n).boxed().toList());
    int[] result = new int[n];
    int rest = rank;
    for (int i = 0; i < n; i++) {
      int size = n - i;
      result[i] = left.remove(rest % size);
      rest /= size;
    }
    return result;
  }
}
