package org.workcell.server.session;

import java.util.List;
import java.util.Map;

/**
 * What a client opens; null where the default holds. {@code docs/protocol.md} says what each means.
 */
record OpenArguments(
    List<String> what,
    Integer numEnvs,
    String autoreset,
    Integer batchSize,
    String profile,
    String assets,
    Integer horizon,
    Map<String, String> settings,
    String actionAdapter,
    List<String> filters,
    List<String> stages,
    Actuators actuators,
    Delta delta,
    String engine,
    String randomize,
    Perturb perturb,
    Boolean ignoreTerminations,
    Long benchmarkSeed,
    Images images,
    List<String> observe,
    Boolean packed,
    Double weight)
    implements CallArguments {

  /** Workcell's own assets. */
  static final String BUILTIN = "builtin";

  /** The drives of a robot: the name of a parameter file, for messages, and its text. */
  record Actuators(String file, String content) {}

  /**
   * A delta: the name of its folder, for messages, the content of its files, and how it is used.
   */
  record Delta(
      String folder, String description, String weights, String options, Boolean useRefused) {}

  /** A condition of a preset of perturbations. */
  record Perturb(String preset, Integer severity, String condition) {}

  /** Images that come with every batch. */
  record Images(
      List<String> cameras, Integer width, Integer height, String quality, String device) {}
}
