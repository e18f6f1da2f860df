package org.workcell.server.session;

import java.util.List;
import java.util.Map;
import org.workcell.sim.wire.WireTensor;

/**
 * What a call answers.
 *
 * @param json written as the JSON object of the message
 * @param tensors those of the message
 */
record Answer(Object json, List<WireTensor> tensors) {

  /** Done, and nothing to say. */
  static final Answer DONE = new Answer(Map.of(), List.of());

  static Answer of(Object json) {
    return new Answer(json, List.of());
  }

  static Answer of(List<WireTensor> tensors) {
    return new Answer(Map.of(), tensors);
  }
}
