package org.workcell.perf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How Python clients are measured.
 *
 * @param python the interpreter; it needs NumPy, and Gymnasium for its own vectors
 * @param packageFolder where the package {@code workcell} lies; null where it is installed
 * @param images arguments of {@code make_vec} for images; empty for states only
 * @param upstreamMicroseconds how long the working environment of Gymnasium's vector computes in a
 *     step
 * @param kinds which clients, see {@link ServeMeasurement#KINDS}
 */
public record ServeOptions(
    String python,
    Path packageFolder,
    Map<String, Object> images,
    double upstreamMicroseconds,
    List<String> kinds) {

  /** Takes defensive copies. */
  public ServeOptions {
    images = Map.copyOf(images);
    kinds = List.copyOf(kinds);
  }
}
