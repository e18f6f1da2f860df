package org.workcell.server.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.vector.Autoreset;

/**
 * What vector a server is to open. Immutable; {@code with} methods return changed copies. The
 * arguments are those of {@code open} in {@code docs/protocol.md}.
 */
public final class OpenRequest {

  private final Map<String, Object> arguments;
  private final Optional<ImageOptions> images;

  private OpenRequest(Map<String, Object> arguments, Optional<ImageOptions> images) {
    this.arguments = arguments;
    this.images = images;
  }

  /**
   * Environments of tasks in turn.
   *
   * @param what ids of tasks and suites, or of one benchmark
   * @param count number of environments
   */
  public static OpenRequest of(List<String> what, int count) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("call", "open");
    arguments.put("what", List.copyOf(what));
    arguments.put("num_envs", count);
    return new OpenRequest(arguments, Optional.empty());
  }

  /** A copy with another kind of autoreset. */
  public OpenRequest withAutoreset(Autoreset autoreset) {
    return with("autoreset", autoreset.name().toLowerCase(Locale.ROOT));
  }

  /** A copy whose episodes take at most so many steps. */
  public OpenRequest withHorizon(int steps) {
    return with("horizon", steps);
  }

  /**
   * A copy whose batches come with images of the {@code fast} quality.
   *
   * @param cameras names of cameras that all scenes have
   */
  public OpenRequest withImages(int widthPixels, int heightPixels, String... cameras) {
    Map<String, Object> images = new LinkedHashMap<>();
    images.put("cameras", List.of(cameras));
    images.put("width", widthPixels);
    images.put("height", heightPixels);
    images.put("quality", "fast");
    ImageOptions options = ImageOptions.of(RenderOptions.fast(widthPixels, heightPixels), cameras);
    return new OpenRequest(with("images", images).arguments, Optional.of(options));
  }

  /**
   * A copy with another argument.
   *
   * @param value as JSON has it: text, number, boolean, list or map
   */
  public OpenRequest with(String argument, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(arguments);
    changed.put(argument, value);
    return new OpenRequest(changed, images);
  }

  Map<String, Object> arguments() {
    return arguments;
  }

  Optional<ImageOptions> images() {
    return images;
  }
}
