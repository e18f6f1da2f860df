package org.workcell.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.workcell.datasets.records.Replay;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.ViewRenderer;

/**
 * Writes videos of replays, on the thread that made it. Keeps on the GPU what the present scene
 * needs, and only that, because episodes come task by task.
 */
final class VideoWriter implements AutoCloseable {

  private final VideoFormat format;
  private final OpenGlContext context = OpenGlContext.open();
  private final ImageStrip strip;
  private final ByteBuffer frame;
  private final ByteBuffer still;
  private final ViewState view = new ViewState();
  private Model scene;
  private Camera camera;
  private ViewRenderer frames;
  private ViewRenderer stills;

  VideoWriter(VideoFormat format) {
    this.format = format;
    this.strip = new ImageStrip(format);
    this.frame = ByteBuffer.allocateDirect(format.images().rgbBytes());
    this.still = ByteBuffer.allocateDirect(strip.image().rgbBytes());
  }

  /**
   * Plays an episode to its end and writes its video. The files exist afterwards if the episode
   * turned out to be the recorded one.
   *
   * @return whether they are
   */
  boolean write(Replay replay, VideoOutputs files, BooleanSupplier abandon) {
    moveTo(replay.scene());
    makeFolder(files.video());
    FrameTimes times =
        new FrameTimes(
            replay.controlPeriodSeconds(), replay.recorded().steps(), format.framesPerSecond());
    try (Mp4File video = new Mp4File(files.video(), format)) {
      show(replay, times, video);
      while (replay.hasNext() && !abandon.getAsBoolean()) {
        if (replay.next()) {
          show(replay, times, video);
        }
      }
      if (abandon.getAsBoolean() || !replay.differences().isEmpty()) {
        return false;
      }
      files.strip().ifPresent(strip::write);
      video.finish();
      return true;
    }
  }

  private void moveTo(Model next) {
    if (next == scene) {
      return;
    }
    leave();
    camera = format.in(next);
    frames = new ViewRenderer(context, next, format.images());
    stills = new ViewRenderer(context, next, strip.image());
    scene = next;
  }

  private void leave() {
    scene = null;
    if (frames != null) {
      frames.close();
      frames = null;
    }
    if (stills != null) {
      stills.close();
      stills = null;
    }
  }

  private static void makeFolder(Path video) {
    try {
      Files.createDirectories(video.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the folder of video '%s' cannot be made (%s)".formatted(video, e), e);
    }
  }

  private void show(Replay replay, FrameTimes times, Mp4File video) {
    int step = replay.steps();
    if (!times.shows(step)) {
      return;
    }
    replay.captureView(view);
    frames.render(view, camera, frame);
    video.add(frame, times.startSeconds(step), times.frameSeconds());
    keep(0, step == 0);
    keep(1, step == times.middleStep());
    keep(2, step == times.lastStep());
  }

  private void keep(int place, boolean wanted) {
    if (wanted) {
      stills.render(view, camera, still);
      strip.put(place, still);
    }
  }

  /** Frees the context and what was uploaded. Idempotent; only on its own thread. */
  @Override
  public void close() {
    leave();
    context.close();
  }
}
