package org.workcell.video;

import java.util.Optional;
import org.workcell.sim.physics.Model;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.RenderOptions;

/**
 * What videos look like.
 *
 * @param widthPixels an even number; H.264 as browsers play it halves the resolution of colours
 * @param heightPixels likewise
 * @param quality what is drawn besides shapes, colours and light
 * @param framesPerSecond frames of a second of the video, at most; none is drawn that it does not
 *     show
 * @param camera name of a camera of the scene; one that shows the whole scene where absent
 */
public record VideoFormat(
    int widthPixels,
    int heightPixels,
    RenderOptions.Quality quality,
    int framesPerSecond,
    Optional<String> camera) {

  /**
   * Of many videos: where no graphics card draws, shadows cost more than all the rest, and drawing
   * more than simulating.
   */
  public static final VideoFormat OF_RUNS =
      new VideoFormat(640, 480, RenderOptions.Quality.FAST, 15, Optional.empty());

  private static final int MIN_PIXELS = 16;

  /** What the encoder takes: 3840 x 2160 lying or standing. */
  private static final int MAX_SIDE_PIXELS = 3840;

  private static final int MAX_PIXELS = 3840 * 2160;

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if the encoder does not take it
   */
  public VideoFormat {
    boolean fits =
        Math.min(widthPixels, heightPixels) >= MIN_PIXELS
            && Math.max(widthPixels, heightPixels) <= MAX_SIDE_PIXELS
            && (long) widthPixels * heightPixels <= MAX_PIXELS;
    if (!fits || widthPixels % 2 != 0 || heightPixels % 2 != 0) {
      throw new IllegalArgumentException(
          "a video of %d x %d pixels is not possible; width and height must be even numbers of %d to %d, at most 3840x2160 in all"
              .formatted(widthPixels, heightPixels, MIN_PIXELS, MAX_SIDE_PIXELS));
    }
  }

  /**
   * Of few videos, with all that the scene shows.
   *
   * @param camera name of a camera; null for one that shows the whole scene
   * @throws IllegalArgumentException if the encoder does not take the size
   */
  public static VideoFormat faithful(int widthPixels, int heightPixels, String camera) {
    return new VideoFormat(
        widthPixels, heightPixels, RenderOptions.Quality.FAITHFUL, 30, Optional.ofNullable(camera));
  }

  /**
   * Checks that a scene has the camera.
   *
   * @throws IllegalArgumentException naming the cameras that exist
   */
  public void requireCamera(Model scene) {
    camera.ifPresent(name -> Camera.named(scene, name));
  }

  /** How its images are drawn. */
  RenderOptions images() {
    return new RenderOptions(widthPixels, heightPixels, quality);
  }

  /** From where a scene is recorded. */
  Camera in(Model scene) {
    return camera.map(name -> Camera.named(scene, name)).orElseGet(() -> Camera.overview(scene));
  }
}
