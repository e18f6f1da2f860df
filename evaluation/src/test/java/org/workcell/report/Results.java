package org.workcell.report;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.Manifest;
import org.workcell.sim.control.CommandPath;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.task.Variation;

/** Made-up runs for tests of reports. */
final class Results {

  static final String TASK = "testing/carry-v1";

  private Results() {}

  static EpisodeResult success(int episode, double episodeReturn, int steps) {
    return new EpisodeResult(
        TASK,
        "none",
        episode,
        0,
        episode,
        true,
        true,
        3,
        episodeReturn,
        steps,
        null,
        Map.of(),
        null,
        "c");
  }

  /** Succeeded on the way, and not at its end. */
  static EpisodeResult lost(int episode) {
    return new EpisodeResult(
        TASK, "none", episode, 0, episode, true, false, 3, 1.0, 9, null, Map.of(), null, "c");
  }

  static EpisodeResult failure(int episode, double episodeReturn, int steps) {
    return new EpisodeResult(
        TASK,
        "none",
        episode,
        0,
        episode,
        false,
        false,
        null,
        episodeReturn,
        steps,
        null,
        Map.of("BADQPOS", 2),
        null,
        "c");
  }

  static EpisodeResult error(int episode, String message) {
    return new EpisodeResult(
        TASK, "none", episode, 0, episode, false, false, null, null, 1, null, Map.of(), message,
        "c");
  }

  /** The only episode of a task. */
  static EpisodeResult of(String task, boolean success) {
    return new EpisodeResult(
        task, "none", 0, 0, 0, success, success, null, 0.0, 9, null, Map.of(), null, "c");
  }

  static Manifest manifest(String instruction) {
    return manifest(List.of(task(TASK, instruction, "")));
  }

  /** A task for each group; an empty name stands for a task that is in none. */
  static Manifest manifestOfGroups(List<String> groups) {
    return manifest(
        IntStream.range(0, groups.size())
            .mapToObj(i -> task(TASK + i, "carry", groups.get(i)))
            .toList());
  }

  /** A run with two tasks of one suite that was asked for by this command line. */
  static Manifest manifestOfCommand(String... command) {
    return manifest(
        List.of(task(TASK, "carry", ""), task("testing/lift-v1", "lift", "")), List.of(command));
  }

  private static Manifest manifest(List<Manifest.Task> tasks) {
    return manifest(tasks, List.of("bench", TASK));
  }

  private static Manifest manifest(List<Manifest.Task> tasks, List<String> command) {
    return new Manifest(
        Manifest.FORMAT,
        "1.2.3",
        command,
        new Engine.Identity("mujoco", "3.14.0", "wheel", "abcdef0123456789", "9876543210fedcba"),
        "17",
        "Linux",
        "success_once: defined",
        "expert",
        null,
        null,
        null,
        null,
        "horizon",
        null,
        null,
        null,
        "strict",
        "builtin",
        null,
        Map.of(),
        null,
        List.of(),
        List.of(),
        null,
        null,
        CommandPath.direct(),
        null,
        List.of(unperturbed(tasks)),
        3,
        null,
        0,
        "rule",
        new Manifest.Cells(3, "0123"),
        null,
        "none",
        null,
        tasks);
  }

  private static Manifest.Condition unperturbed(List<Manifest.Task> tasks) {
    return new Manifest.Condition(
        "none", "none", "", tasks.stream().map(Manifest.Task::id).toList(), Map.of());
  }

  private static Manifest.Task task(String id, String instruction, String group) {
    return new Manifest.Task(
        id,
        instruction,
        List.of(new Variation(Variation.ONLY, instruction)),
        "near",
        100,
        0.02,
        Map.of(),
        "builtin",
        "0123456789abcdef",
        false,
        group.isEmpty() ? null : group,
        null);
  }
}
