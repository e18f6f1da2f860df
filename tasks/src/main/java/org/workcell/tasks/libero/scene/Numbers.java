package org.workcell.tasks.libero.scene;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Numbers in MJCF; reading them back gives the same bits. */
final class Numbers {

  private Numbers() {}

  static String text(double... numbers) {
    return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
  }
}
