package org.workcell.sim.wire;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one process says to another.
 *
 * @param text a JSON object
 * @param tensors in any order; names are unique
 */
public record WireMessage(String text, List<WireTensor> tensors) {

  /**
   * Takes a defensive copy.
   *
   * @throws WireFormatException if two tensors have one name
   */
  public WireMessage {
    tensors = List.copyOf(tensors);
    Set<String> names = new HashSet<>();
    for (WireTensor tensor : tensors) {
      if (!names.add(tensor.name())) {
        throw new WireFormatException(
            "a message has two tensors named '%s'".formatted(tensor.name()));
      }
    }
  }

  /** A message without tensors. */
  public static WireMessage of(String text) {
    return new WireMessage(text, List.of());
  }

  /** A tensor by name. */
  public Optional<WireTensor> tensor(String name) {
    return tensors.stream().filter(tensor -> tensor.name().equals(name)).findFirst();
  }
}
