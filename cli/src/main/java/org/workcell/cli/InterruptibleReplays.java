package org.workcell.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.ReplaySession;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.rendering.RenderingBackend;
import org.workcell.sim.rendering.RenderingException;
import org.workcell.video.ReplayOutcome;
import org.workcell.video.ReplayRequest;
import org.workcell.video.ReplayRunner;
import org.workcell.video.VideoEncoder;
import org.workcell.video.VideoFormat;

/** Replays with progress on standard error, and with an orderly end at Ctrl-C. */
final class InterruptibleReplays {

  private final VideoFormat format;
  private final int workers;
  private final PrintWriter err;

  InterruptibleReplays(VideoFormat format, int workers, PrintWriter err) {
    this.format = format;
    this.workers = workers;
    this.err = err;
  }

  /**
   * Checks that this machine can make videos.
   *
   * @throws BadInputException if it cannot draw or has no encoder
   */
  static void requireEncoder() {
    try {
      RenderingBackend.require();
    } catch (RenderingException e) {
      throw new BadInputException(
          "videos cannot be made: %s; see 'workcell doctor'".formatted(e.getMessage()), e);
    }
    try {
      VideoEncoder.require();
    } catch (IllegalStateException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /**
   * Replays all.
   *
   * @param interrupted what to say after Ctrl-C; it must be said while the process is held
   * @return what became of them, in the order of the orders; empty after Ctrl-C
   */
  Optional<List<ReplayOutcome>> run(
      ReplaySession stage, List<ReplayRequest> orders, String interrupted) {
    boolean videos = orders.stream().anyMatch(order -> order.files().isPresent());
    List<ReplayOutcome> outcomes = new ArrayList<>();
    Progress progress =
        Progress.ofReplays(err, videos ? "recorded" : "replayed", Math.max(1, orders.size()));
    ReplayRunner runner =
        new ReplayRunner(
            stage,
            format,
            workers,
            outcome -> {
              outcomes.add(outcome);
              progress.add(outcome.episode());
            });
    Interrupts interrupts = new Interrupts(runner::stop);
    try (progress) {
      if (!runner.run(orders)) {
        err.println(interrupted);
        err.flush();
        return Optional.empty();
      }
    } catch (RenderingException e) {
      throw new BadInputException(e.getMessage(), e);
    } finally {
      interrupts.release();
    }
    Map<EpisodeResult, Integer> place = new HashMap<>();
    orders.forEach(order -> place.put(order.episode(), place.size()));
    outcomes.sort(Comparator.comparingInt(outcome -> place.get(outcome.episode())));
    return Optional.of(outcomes);
  }

  /** Says in what rebuilt episodes differ from the recorded ones, and returns whether any does. */
  boolean complain(List<ReplayOutcome> outcomes) {
    for (ReplayOutcome outcome : outcomes) {
      if (!outcome.same()) {
        err.println(
            "workcell: episode %d of %s is not the recorded one: %s"
                .formatted(
                    outcome.episode().episode(),
                    outcome.episode().task(),
                    String.join("; ", outcome.differences())));
      }
    }
    boolean any = outcomes.stream().anyMatch(outcome -> !outcome.same());
    if (any) {
      err.println(
          "workcell: an episode repeats to the bit on the engine, assets and machine type of its"
              + " record, and only if its files were not edited; differing ones get no video");
    }
    err.flush();
    return any;
  }
}
