package org.workcell.tasks.libero.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.cameras.EnvironmentRenderer;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.tasks.libero.LiberoTaskDefinition;
import org.workcell.tasks.libero.placement.StoredStates;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;
import org.workcell.tasks.parity.Differences;

/**
 * Draws the stored state that recorded images show, and compares pixels. A description {@code
 * <suite>_<number>.json} names cameras, size and state; each camera's image lies beside it, bottom
 * row first. The number of a task is its place in the alphabetical list of task files.
 */
final class ImageReplay {

  /** Mean absolute difference of all values, of 255. */
  static final String MEAN = "image_mean";

  /** The difference, of 255, within which {@link #SHARE} of all pixels are. */
  static final String MOST_PIXELS = "image_most_pixels";

  private static final double MEAN_LIMIT = 1;
  private static final double PIXEL_LIMIT = 4;
  private static final double SHARE = 0.999;
  private static final int LEVELS = 256;
  private static final int CHANNELS = 3;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path description;
  private final JsonNode meta;
  private final RenderOptions image;
  private final List<String> cameras = new ArrayList<>();

  /**
   * Reads a description.
   *
   * @throws IllegalArgumentException if it is of fixture poses that rows are not stored with
   */
  ImageReplay(Path description) throws IOException {
    this.description = description;
    this.meta = JSON.readTree(description.toFile());
    this.image =
        RenderOptions.faithful(
            meta.path("size").path(0).asInt(), meta.path("size").path(1).asInt());
    meta.path("cameras").fieldNames().forEachRemaining(cameras::add);
    if (meta.path("seed").asInt(-1) != 0) {
      throw new IllegalArgumentException(
          "is of seed %s; expected 0, whose fixture poses stored states have"
              .formatted(meta.path("seed")));
    }
  }

  void run(AssetPack assets, Differences differences) throws IOException {
    TaskConfig config = config(meta.path("key").asText());
    EnvironmentOptions options =
        EnvironmentOptions.defaults().withProfile(Profile.COMPAT).withAssets(assets);
    double[] context = StoredStates.initialState(config, meta.path("init").asInt()).context();
    ImageOptions images = ImageOptions.of(image, cameras.toArray(String[]::new)).withWorkers(1);
    ImageBlock drawn = images.newBlocks(1).get(0);
    try (EnvironmentFactory factory = new EnvironmentFactory();
        OpenGlContext gl = OpenGlContext.open()) {
      SimulatedEnvironment environment =
          factory.newEnvironment(new LiberoTaskDefinition(config), options);
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      environment.reset(ResetOptions.seed(0).withContext(context), storage, 0);
      try (EnvironmentRenderer renderer = new EnvironmentRenderer(gl, environment, images)) {
        renderer.render(environment, drawn, 0);
      }
    }
    for (int camera = 0; camera < cameras.size(); camera++) {
      differences.at(cameras.get(camera), camera, -1);
      compare(recorded(cameras.get(camera)), drawn.image(0, camera), differences);
    }
  }

  private static TaskConfig config(String key) {
    int end = key.lastIndexOf('_');
    int prefix = key.indexOf('_') + 1;
    if (prefix == 0 || end < prefix) {
      throw new IllegalArgumentException(
          "is of task '%s'; expected <suite>_<number>, such as libero_goal_2".formatted(key));
    }
    return TaskConfigs.suite(key.substring(prefix, end)).stream()
        .sorted(Comparator.comparing(TaskConfig::name))
        .toList()
        .get(Integer.parseInt(key.substring(end + 1)));
  }

  private BufferedImage recorded(String camera) throws IOException {
    String name = description.getFileName().toString().replaceFirst("json$", camera + ".png");
    BufferedImage found = ImageIO.read(description.resolveSibling(name).toFile());
    if (found == null
        || found.getWidth() != image.widthPixels()
        || found.getHeight() != image.heightPixels()) {
      throw new IllegalArgumentException(
          "needs an image '%s' of %d x %d pixels"
              .formatted(name, image.widthPixels(), image.heightPixels()));
    }
    return found;
  }

  private void compare(BufferedImage theirs, ByteBuffer ours, Differences differences) {
    int width = image.widthPixels();
    int height = image.heightPixels();
    int[] pixels = new int[LEVELS];
    long sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = theirs.getRGB(x, height - 1 - y);
        int largest = 0;
        for (int channel = 0; channel < CHANNELS; channel++) {
          int recorded = rgb >> 8 * (CHANNELS - 1 - channel) & 0xFF;
          int at = ours.position() + CHANNELS * (y * width + x) + channel;
          int difference = Math.abs(recorded - (ours.get(at) & 0xFF));
          sum += difference;
          largest = Math.max(largest, difference);
        }
        pixels[largest]++;
      }
    }
    differences.within(MEAN, (double) sum / (CHANNELS * image.pixels()), MEAN_LIMIT);
    differences.within(MOST_PIXELS, mostPixels(pixels), PIXEL_LIMIT);
  }

  private double mostPixels(int[] pixels) {
    int within = 0;
    int difference = -1;
    while (within < SHARE * image.pixels()) {
      within += pixels[++difference];
    }
    return difference;
  }
}
