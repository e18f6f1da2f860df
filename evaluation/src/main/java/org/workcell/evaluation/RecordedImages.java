package org.workcell.evaluation;

import java.util.List;
import java.util.Locale;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.rendering.RenderOptions;

/**
 * The images of a run.
 *
 * @param cameras names of the cameras
 * @param size width and height in pixels, like {@code 84x84}
 * @param quality {@code fast} or {@code faithful}
 * @param renderer what drew them: another driver may give other pixels
 */
public record RecordedImages(List<String> cameras, String size, String quality, String renderer) {

  /** Takes a defensive copy. */
  public RecordedImages {
    cameras = List.copyOf(cameras);
  }

  static RecordedImages of(ImageOptions images, String renderer) {
    RenderOptions image = images.image();
    return new RecordedImages(
        images.cameras(),
        image.widthPixels() + "x" + image.heightPixels(),
        image.quality().name().toLowerCase(Locale.ROOT),
        renderer);
  }
}
