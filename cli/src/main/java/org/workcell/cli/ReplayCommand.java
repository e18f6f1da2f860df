package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.Outcome;
import org.workcell.evaluation.Protocol;
import org.workcell.evaluation.RecordedRun;
import org.workcell.evaluation.ReplaySession;
import org.workcell.evaluation.VideoFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.video.ReplayOutcome;
import org.workcell.video.ReplayRequest;
import org.workcell.video.VideoFormat;
import org.workcell.video.VideoOutputs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rebuilds recorded episodes. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Rebuild episodes of a run from their records, check that they are equal bit for bit, and"
            + " render videos of them.",
    footer = {
      "",
      "Neither policy nor preset file is needed. Videos are H.264 in MP4, in real time, at most 30"
          + " frames a second.",
      "",
      "Exit status: 0 the same to the bit, 1 an episode differs from its record, 2 bad input or no"
          + " OpenGL, 130 interrupted.",
      "",
      "Examples:",
      "  workcell replay runs/expert --task metaworld/push-v3 --episode 3 --out push.mp4",
      "  workcell replay runs/expert --task metaworld/push-v3 --out videos",
      "  workcell replay runs/perturbed --condition light",
    })
final class ReplayCommand implements Callable<Integer> {

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "A run folder of bench.")
  private Path run;

  @Option(
      names = "--condition",
      paramLabel = "NAME",
      description = "Of a run of bench --perturb, one condition (default: all).")
  private String condition;

  @Option(names = "--task", paramLabel = "TASK", description = "One task (default: all).")
  private String task;

  @Option(
      names = "--episode",
      paramLabel = "N",
      description = "One episode, from 0 (default: all).")
  private Integer episode;

  @Option(
      names = "--out",
      paramLabel = "FILE.mp4|DIR",
      description =
          "The video of one episode, or a folder for those of several (default: only check).")
  private Path out;

  @Mixin private DrawingArguments image;

  @Mixin private MarkerArguments markers;

  @Option(
      names = "--robot",
      paramLabel = "FILE",
      description = "Current path of the run's robot model; its content must be unchanged.")
  private Path robot;

  @Option(
      names = "--robot-map",
      paramLabel = "FILE",
      description = "Current path of the run's robot map.")
  private Path robotMap;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Episodes at a time (default: processors).")
  private Integer workers;

  ReplayCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    VideoFormat format = format();
    int workerCount = Workers.count(workers);
    RecordedRun recorded = RecordedRun.open(run);
    List<EpisodeResult> episodes = chosen(recorded);
    Map<EpisodeResult, ReplayRequest> orders = orders(recorded.manifest(), episodes);
    try (ReplaySession stage = new ReplaySession(recorded, registry.get(), settings())) {
      if (out != null) {
        InterruptibleReplays.requireEncoder();
        requireCamera(stage, episodes, format);
      }
      InterruptibleReplays screening =
          new InterruptibleReplays(format, workerCount, spec.commandLine().getErr());
      return screening
          .run(stage, List.copyOf(orders.values()), "interrupted: finished videos are kept")
          .map(outcomes -> report(outcomes, orders, screening, recorded.manifest()))
          .orElse(ExitStatus.INTERRUPTED);
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>(markers.settings());
    if (robot != null) {
      settings.put("robot", robot.toString());
    }
    if (robotMap != null) {
      settings.put("robot_map", robotMap.toString());
    }
    return settings;
  }

  private VideoFormat format() {
    if (out == null && (image.camera != null || image.size != null)) {
      throw new BadInputException(
          "--view and --view-size are for videos, and no --out is given; add --out or remove them");
    }
    return image.sized((width, height) -> VideoFormat.faithful(width, height, image.camera));
  }

  private List<EpisodeResult> chosen(RecordedRun recorded) {
    List<String> tasks = recorded.manifest().tasks().stream().map(Manifest.Task::id).toList();
    if (task != null && !tasks.contains(task)) {
      throw new BadInputException(
          "the run in '%s' has no task '%s'; it has %s"
              .formatted(recorded.folder(), task, String.join(", ", tasks)));
    }
    List<String> conditions =
        recorded.manifest().conditions().stream().map(Manifest.Condition::name).toList();
    if (condition != null && !conditions.contains(condition)) {
      throw new BadInputException(
          "the run in '%s' has no condition '%s'; it has %s"
              .formatted(recorded.folder(), condition, String.join(", ", conditions)));
    }
    List<EpisodeResult> chosen =
        recorded.results().stream()
            .filter(each -> condition == null || each.condition().equals(condition))
            .filter(each -> task == null || each.task().equals(task))
            .filter(each -> episode == null || each.episode() == episode)
            .toList();
    requireSome(chosen, recorded);
    return chosen;
  }

  private void requireSome(List<EpisodeResult> chosen, RecordedRun recorded) {
    if (chosen.isEmpty()) {
      throw new BadInputException(
          "the run in '%s' has no %s%s; episodes are 0 to %d, and %d of them are finished"
              .formatted(
                  recorded.folder(),
                  episode == null ? "episode" : "episode " + episode,
                  task == null ? "" : " of " + task,
                  recorded.manifest().episodes() - 1,
                  recorded.results().size()));
    }
  }

  /** One video has the user's name, those of several have names of their own. */
  private Map<EpisodeResult, ReplayRequest> orders(
      Manifest manifest, List<EpisodeResult> episodes) {
    Map<EpisodeResult, ReplayRequest> orders = new LinkedHashMap<>();
    boolean one = episode != null && episodes.size() == 1;
    if (out != null) {
      requireWritable(one);
    }
    VideoFiles names = new VideoFiles(out, Protocol.ofLabel(manifest.protocol()));
    for (EpisodeResult each : episodes) {
      Optional<VideoOutputs> files =
          Optional.ofNullable(out)
              .map(path -> new VideoOutputs(one ? path : names.video(each), Optional.empty()));
      orders.put(each, new ReplayRequest(each, files));
    }
    return orders;
  }

  private void requireWritable(boolean one) {
    if (one != out.toString().endsWith(".mp4")) {
      throw new BadInputException(
          one
              ? "--out '%s' is not the name of an MP4 file; let it end in .mp4".formatted(out)
              : "--out '%s' is one file, and several episodes are chosen; name a folder, or one with --task and --episode"
                  .formatted(out));
    }
    Path existing = one ? out.toAbsolutePath().getParent() : out.toAbsolutePath().normalize();
    while (!one && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (one && Files.isDirectory(out)
        || !Files.isDirectory(existing)
        || !Files.isWritable(existing)) {
      throw new BadInputException(
          "--out '%s' cannot be written; '%s' has to be a folder that exists and may be written to"
              .formatted(out, existing));
    }
  }

  private static void requireCamera(
      ReplaySession stage, List<EpisodeResult> episodes, VideoFormat format) {
    Map<String, EpisodeResult> ofTask = new LinkedHashMap<>();
    episodes.forEach(each -> ofTask.putIfAbsent(each.task(), each));
    try {
      ofTask.values().forEach(each -> format.requireCamera(stage.scene(each)));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private int report(
      List<ReplayOutcome> outcomes,
      Map<EpisodeResult, ReplayRequest> orders,
      InterruptibleReplays screening,
      Manifest manifest) {
    PrintWriter writer = spec.commandLine().getOut();
    Protocol protocol = Protocol.ofLabel(manifest.protocol());
    outcomes.stream()
        .filter(ReplayOutcome::same)
        .forEach(outcome -> writer.println(line(outcome, orders, protocol)));
    writer.flush();
    return screening.complain(outcomes) ? ExitStatus.TARGET_MISSED : ExitStatus.OK;
  }

  private String line(
      ReplayOutcome outcome, Map<EpisodeResult, ReplayRequest> orders, Protocol protocol) {
    EpisodeResult each = outcome.episode();
    String facts =
        "%s%s episode %d, seed %d: %s, %d steps, return %s; the same to the bit"
            .formatted(
                each.task(),
                each.condition().equals("none") ? "" : " under " + each.condition(),
                each.episode(),
                each.seed(),
                Outcome.of(each, protocol).label(),
                each.steps(),
                each.episodeReturn());
    if (out == null) {
      return facts;
    }
    return outcome.hasVideo()
        ? "%s; %s".formatted(facts, orders.get(each).files().orElseThrow().video())
        : facts + "; no video, because it could not start";
  }
}
