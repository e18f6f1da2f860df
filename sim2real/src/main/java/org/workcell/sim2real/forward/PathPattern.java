package org.workcell.sim2real.forward;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Paths in which {@code *} stands for any name. */
final class PathPattern {

  private PathPattern() {}

  static boolean matches(String pattern, String path) {
    return Pattern.matches("\\Q" + pattern.replace("*", "\\E[^/]*\\Q") + "\\E", path);
  }

  /** The value of the last pattern that fits a path; later ones are meant to be more special. */
  static <V> Optional<V> find(Map<String, V> byPattern, String path) {
    V found = null;
    for (Map.Entry<String, V> entry : byPattern.entrySet()) {
      if (matches(entry.getKey(), path)) {
        found = entry.getValue();
      }
    }
    return Optional.ofNullable(found);
  }
}
