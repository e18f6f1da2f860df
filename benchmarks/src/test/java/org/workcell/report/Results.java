package org.workcell.report;

import java.util.List;
import java.util.Map;
import org.workcell.evaluation.EpisodeResult;
import org.workcell.evaluation.Manifest;
import org.workcell.sim.engine.Engine;

/** Made-up runs for tests of reports. */
final class Results {

  static final String TASK = "testing/carry-v1";

  private Results() {}

  static EpisodeResult success(int episode, double episodeReturn, int steps) {
    return new EpisodeResult(
        TASK, episode, episode, true, true, 3, episodeReturn, steps, Map.of(), null);
  }

  static EpisodeResult failure(int episode, double episodeReturn, int steps) {
    return new EpisodeResult(
        TASK,
        episode,
        episode,
        false,
        false,
        null,
        episodeReturn,
        steps,
        Map.of("BADQPOS", 2),
        null);
  }

  static EpisodeResult error(int episode, String message) {
    return new EpisodeResult(
        TASK, episode, episode, false, false, null, null, 1, Map.of(), message);
  }

  static Manifest manifest(String instruction) {
    return new Manifest(
        "1.2.3",
        List.of("bench", TASK),
        new Engine.Identity("mujoco", "3.14.0", "wheel", "abcdef0123456789"),
        "17",
        "Linux",
        "success_once: defined",
        "expert",
        null,
        null,
        "horizon",
        null,
        "strict",
        "builtin",
        null,
        Map.of(),
        "none",
        null,
        3,
        0,
        "rule",
        null,
        "none",
        List.of(
            new Manifest.Task(
                TASK, instruction, "near", 100, 0.02, Map.of(), "builtin", "0123456789abcdef")));
  }
}
