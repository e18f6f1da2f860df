package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.workcell.formats.EpisodeSource;
import org.workcell.formats.RecordingSource;
import org.workcell.formats.SetEpisode;
import org.workcell.formats.SetFolder;
import org.workcell.formats.SetWriter;
import org.workcell.formats.lerobot.LeRobotOptions;
import org.workcell.formats.lerobot.LeRobotSet;
import org.workcell.formats.libero.LiberoFile;
import org.workcell.formats.libero.LiberoFileSource;
import org.workcell.formats.libero.LiberoOptions;
import org.workcell.formats.libero.LiberoSet;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.video.VideoEncoder;
import org.workcell.video.VideoFormat;

/** Writes episodes that exist in the format of others. */
final class DemonstrationExport {

  private final Supplier<TaskRegistry> tasks;
  private final PrintWriter err;
  private final Order order;

  /**
   * What is written.
   *
   * @param lerobot how, if it is a set of LeRobot
   * @param libero how, if it is LIBERO's layout; neither, if it is npz
   * @param image what images of a file are drawn anew
   * @param dropsNoOperations whether steps of a file that do nothing are left out
   * @param environment in which states of a file are shown
   */
  record Order(
      Optional<LeRobotOptions> lerobot,
      Optional<LiberoOptions> libero,
      Optional<RenderOptions> image,
      boolean dropsNoOperations,
      EnvironmentOptions environment) {

    boolean observesAfterAction() {
      return libero.map(LiberoOptions::skew).orElse(false);
    }
  }

  DemonstrationExport(Supplier<TaskRegistry> tasks, PrintWriter err, Order order) {
    this.tasks = tasks;
    this.err = err;
    this.order = order;
  }

  /**
   * Checks what can be known before anything is recorded.
   *
   * @throws BadInputException if the set could not be written
   */
  void requirePossible(Path out, Optional<ImageOptions> images) {
    if (order.lerobot().isPresent()) {
      SetFolder.requireFree(out, LeRobotSet.NAMES);
      if (images.isPresent() && order.lerobot().get().video()) {
        requireVideo(images.get().image());
      }
    }
  }

  private static void requireVideo(RenderOptions image) {
    VideoEncoder.require();
    try {
      VideoFormat.faithful(image.widthPixels(), image.heightPixels(), null);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage() + "; or use --image-format png", e);
    }
  }

  /** Writes all episodes of a recording or of a file; returns the exit status. */
  int write(Path from, Path out) {
    try (EpisodeSource source = source(from);
        SetWriter writer = writer(out);
        Progress progress = Progress.ofReplays(err, "written", source.count())) {
      long steps = 0;
      for (int i = 0; i < source.count(); i++) {
        SetEpisode episode = source.read(i);
        writer.add(episode);
        steps += episode.count();
        progress.add(true, episode.count());
      }
      writer.finish();
      err.println("%s: %d episodes, %d steps".formatted(out, source.count(), steps));
      err.flush();
      return ExitStatus.OK;
    } catch (IOException | UncheckedIOException e) {
      throw new BadInputException(
          "the data set in '%s' cannot be written (%s); make room, and write it again with --from"
              .formatted(out, IoReason.of(e)),
          e);
    }
  }

  private EpisodeSource source(Path from) {
    if (Files.isDirectory(from)) {
      return new RecordingSource(
          from,
          tasks.get(),
          new RecordingSource.Options(order.libero().isPresent(), order.observesAfterAction()));
    }
    LiberoFile file = LiberoFile.open(from);
    try {
      order
          .image()
          .filter(image -> order.lerobot().map(LeRobotOptions::video).orElse(false))
          .ifPresent(DemonstrationExport::requireVideo);
      return new LiberoFileSource(
          file,
          tasks.get(),
          order.environment(),
          new LiberoFileSource.Options(
              order.image(),
              order.dropsNoOperations(),
              order.observesAfterAction(),
              order.lerobot().isPresent()));
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private SetWriter writer(Path out) {
    return order.lerobot().isPresent()
        ? new LeRobotSet(out, order.lerobot().get())
        : new LiberoSet(out, order.libero().orElseThrow());
  }
}
