package org.workcell.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.RecordedImages;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.rendering.RenderOptions;
import picocli.CommandLine.Option;

/** The options that say what a policy sees of the scene; absent ones are null. */
final class ImageArguments {

  private static final String STANDARD_SIZE = "84x84";

  @Option(
      names = "--cameras",
      split = ",",
      paramLabel = "NAME,...",
      description =
          "Cameras whose images the policy receives, or overview. 'workcell list --json' shows the"
              + " cameras of a task.")
  private List<String> cameras;

  @Option(
      names = "--image-size",
      paramLabel = "WxH",
      description =
          "Width and height of these images in pixels; 84 is 84x84 (default: "
              + STANDARD_SIZE
              + ").")
  private String size;

  @Option(
      names = "--image-quality",
      paramLabel = "fast|faithful",
      description =
          "fast (default): no shadows, reflections and smooth edges; faithful: as the scene has"
              + " them.")
  private String quality;

  /**
   * The images that are meant.
   *
   * @param earlier the run to be resumed, or null
   */
  Optional<ImageOptions> options(Manifest earlier) {
    RecordedImages had = earlier == null ? null : earlier.images();
    List<String> names = cameras == null && had != null ? had.cameras() : cameras;
    if (names == null) {
      requireNothingElse();
      return Optional.empty();
    }
    ImageSize pixels =
        ImageSize.parse("--image-size", choose(size, had == null ? STANDARD_SIZE : had.size()));
    String label = choose(quality, had == null ? "fast" : had.quality());
    try {
      RenderOptions image =
          new RenderOptions(pixels.widthPixels(), pixels.heightPixels(), quality(label));
      return Optional.of(ImageOptions.of(image, names.toArray(String[]::new)).withWorkers(1));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /** How images are drawn that need no {@code --cameras}. */
  RenderOptions.Quality qualityOrFast() {
    if (cameras != null || size != null) {
      throw new BadInputException(
          "the file says which cameras there are, and --rerender how large their images become;"
              + " remove --cameras and --image-size");
    }
    return quality(choose(quality, "fast"));
  }

  private void requireNothingElse() {
    if (size != null || quality != null) {
      throw new BadInputException("--image-size and --image-quality need --cameras");
    }
  }

  private static String choose(String given, String standard) {
    return given == null ? standard : given;
  }

  /**
   * The quality of this label.
   *
   * @throws BadInputException if it does not exist
   */
  static RenderOptions.Quality quality(String label) {
    return Arrays.stream(RenderOptions.Quality.values())
        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "--image-quality '%s' does not exist; use fast or faithful".formatted(label)));
  }
}
