package org.workcell.evaluation;

import org.workcell.sim.files.BadInputException;

/**
 * Offers policies on command lines: {@code NAME}, {@code NAME=PARAMETERS}, or a scheme, {@code
 * NAME://ADDRESS}. Found by {@link java.util.ServiceLoader}: a jar names its providers in {@code
 * META-INF/services/org.workcell.evaluation.PolicyProvider}. Thread-safe.
 */
public interface PolicyProvider {

  /** The name or scheme, in lower case with hyphens. */
  String name();

  /** What acts and what its parameters are, in one sentence. */
  String description();

  /** Whether the words after {@code --policy} mean a policy of this provider. */
  default boolean offers(String label) {
    return label.equals(name())
        || label.startsWith(name() + "=")
        || label.startsWith(name() + "://");
  }

  /**
   * The policy that the words mean.
   *
   * @param label the words after {@code --policy}, which {@link #offers} accepted
   * @param parameters what stands behind {@code NAME=} or {@code NAME://}; empty where there is
   *     nothing
   * @param settings what the user chose about networks; a provider of anything else calls {@link
   *     NetworkSettings#requireNone}
   * @throws BadInputException if there is no such policy or the settings are not possible
   */
  PolicySource open(String label, String parameters, NetworkSettings settings);
}
