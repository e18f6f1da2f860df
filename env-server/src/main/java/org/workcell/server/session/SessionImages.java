package org.workcell.server.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.rendering.RenderOptions;

/** Images as clients ask for them. */
final class SessionImages {

  private static final String AUTO = "auto";
  private static final int STANDARD_SIDE = 84;
  private static final int MOST_CAMERAS = 64;

  private SessionImages() {}

  /** Images that come with every batch. */
  static ImageOptions of(OpenArguments.Images images, Host host) {
    List<String> cameras = CallJson.required(images.cameras(), "images.cameras");
    if (cameras.isEmpty()
        || cameras.size() > MOST_CAMERAS
        || cameras.stream().anyMatch(Objects::isNull)) {
      throw CallJson.invalid("'images.cameras' names 1 to %d cameras".formatted(MOST_CAMERAS));
    }
    RenderOptions image = image(images.width(), images.height(), images.quality());
    ImageOptions options =
        ImageOptions.of(image, cameras.toArray(String[]::new)).withWorkers(threads(host.options()));
    return device(images.device(), host).stream()
        .mapToObj(options::withDevice)
        .findFirst()
        .orElse(options);
  }

  /** Where to draw: as the client says, or in turn where the server has a list. */
  private static OptionalInt device(String chosen, Host host) {
    List<Integer> devices = host.options().drawingDevices();
    if (chosen != null && !chosen.equals(AUTO)) {
      int position = position(chosen);
      if (devices.isEmpty()) {
        return OptionalInt.of(position);
      }
      if (position >= devices.size()) {
        throw CallJson.invalid(
            "images.device is %d, and this server draws on %d devices; use auto or 0 to %d"
                .formatted(position, devices.size(), devices.size() - 1));
      }
      return OptionalInt.of(devices.get(position));
    }
    return devices.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(devices.get(host.nextTurn() % devices.size()));
  }

  /** As many threads draw as simulate. */
  static int threads(HostOptions options) {
    return options.workers().workers();
  }

  private static int position(String device) {
    if (!device.matches("[0-9]{1,4}")) {
      throw CallJson.invalid(
          "images.device is '%s'; use auto, or the position of a device in EGL's list, like \"0\""
              .formatted(device));
    }
    return Integer.parseInt(device);
  }

  /** Size and quality, with defaults. */
  static RenderOptions image(Integer width, Integer height, String quality) {
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
