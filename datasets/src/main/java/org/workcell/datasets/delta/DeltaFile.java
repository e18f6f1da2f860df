package org.workcell.datasets.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.workcell.sim.delta.DeltaModel;

/**
 * What a folder of a delta action holds.
 *
 * @param model the model
 * @param report how it came about: hashes of what was read, method, seed, options, training ranges,
 *     held-out metrics and {@code gate}, as the trainer wrote them; not to be changed
 * @param gate what held-out logs said
 */
public record DeltaFile(DeltaModel model, ObjectNode report, Gate gate) {

  /** The decision on a delta. */
  public enum Decision {
    /** Held-out logs show a gain. */
    ACCEPTED,
    /** They do not. */
    REFUSED,
    /** Nobody has asked them. */
    NONE
  }

  /**
   * What held-out logs said.
   *
   * @param decision the decision
   * @param reason why; empty where there is none
   */
  public record Gate(Decision decision, String reason) {}

  /** Whether the gate refused it, so that it is used only where somebody insists. */
  public boolean isRefused() {
    return gate.decision() == Decision.REFUSED;
  }
}
