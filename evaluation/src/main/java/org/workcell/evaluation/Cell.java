package org.workcell.evaluation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.task.ResetOptions;

/**
 * One episode to run, as data.
 *
 * @param task the task under its condition
 * @param episode 0-based number within task and condition
 * @param seed root of all randomness of the episode
 * @param policy identity of who acts
 * @param digest SHA-256, in hexadecimal, of the canonical text of everything that the episode
 *     depends on but engine and assets, which are the manifest's
 */
record Cell(PlannedTask task, int episode, long seed, String policy, String digest) {

  static Cell of(PlannedTask task, int episode, long seed, String policy, Protocol protocol) {
    String text = canonicalText(task, task.start(episode, seed), policy, protocol);
    return new Cell(task, episode, seed, policy, sha256(text));
  }

  EpisodeKey key() {
    return new EpisodeKey(task.condition().name(), task.spec().id(), episode);
  }

  /** Where the episode starts. */
  ResetOptions start() {
    return task.start(episode, seed);
  }

  /** A line for each part; parts that are not chosen are there with what stands for them. */
  static String canonicalText(
      PlannedTask task, ResetOptions start, String policy, Protocol protocol) {
    EnvironmentSpec spec = task.spec();
    Map<String, String> lines = new TreeMap<>();
    lines.put("task", spec.id());
    lines.put("profile", spec.options().profile().label());
    lines.put("settings", new TreeMap<>(spec.options().settings()).toString());
    lines.put("horizon", Integer.toString(spec.horizon()));
    lines.put("protocol", protocol.label());
    lines.put("command_path", spec.commandPath().label());
    lines.put("condition", task.condition().name());
    lines.put("randomization", spec.randomization());
    lines.put(
        "variation",
        start.variation().isPresent()
            ? Integer.toString(start.variation().getAsInt())
            : "drawn from the seed");
    lines.put("context", start.context().map(Arrays::toString).orElse("drawn from the seed"));
    lines.put("seed", Long.toString(start.seed()));
    lines.put("policy", policy);
    StringBuilder text = new StringBuilder("workcell cell 1\n");
    lines.forEach(
        (name, value) ->
            text.append(name).append(": ").append(value.replaceAll("\\R", " ")).append('\n'));
    return text.toString();
  }

  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
