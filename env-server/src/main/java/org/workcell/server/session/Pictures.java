package org.workcell.server.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.workcell.sim.pictures.ImageOptions;
import org.workcell.sim.rendering.RenderOptions;

/** Images as clients ask for them. */
final class Pictures {

  private static final int STANDARD_SIDE = 84;
  private static final int MOST_CAMERAS = 64;

  private Pictures() {}

  /** Images that come with every batch. */
  static ImageOptions of(OpenArguments.Images images, Host host) {
    List<String> cameras = CallJson.required(images.cameras(), "images.cameras");
    if (cameras.isEmpty() || cameras.size() > MOST_CAMERAS || cameras.contains(null)) {
      throw CallJson.invalid("'images.cameras' names 1 to %d cameras".formatted(MOST_CAMERAS));
    }
    RenderOptions picture = picture(images.width(), images.height(), images.quality());
    int threads = Math.min(64, host.options().workers().workers());
    return ImageOptions.of(picture, cameras.toArray(String[]::new)).withWorkers(threads);
  }

  /** Size and quality, with defaults. */
  static RenderOptions picture(Integer width, Integer height, String quality) {
    int widthPixels = width == null ? STANDARD_SIDE : width;
    int heightPixels = height == null ? STANDARD_SIDE : height;
    return new RenderOptions(widthPixels, heightPixels, quality(quality));
  }

  private static RenderOptions.Quality quality(String label) {
    if (label == null) {
      return RenderOptions.Quality.FAST;
    }
    return Arrays.stream(RenderOptions.Quality.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                CallJson.invalid(
                    "image quality '%s' does not exist; use fast or faithful".formatted(label)));
  }
}
