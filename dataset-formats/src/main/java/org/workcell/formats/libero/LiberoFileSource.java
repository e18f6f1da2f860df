package org.workcell.formats.libero;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.formats.EpisodeSource;
import org.workcell.formats.Images;
import org.workcell.formats.Rows;
import org.workcell.formats.SetEpisode;
import org.workcell.formats.hdf5.ArrayData;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;

/**
 * The demonstrations of a file in the layout of LIBERO, with its own images or drawn anew from its
 * states.
 */
public final class LiberoFileSource implements EpisodeSource {

  /** Of the drawn images of a demonstration. */
  private static final long MOST_IMAGE_BYTES = 1L << 30;

  private final LiberoFile file;
  private final Options options;
  private final StateStage stage;
  private final List<String> cameras;
  private final boolean skewed;

  /**
   * What becomes of a file.
   *
   * @param image size and quality of images that are drawn anew; the file's own where absent
   * @param dropsNoOperations whether steps that do nothing are left out
   * @param observesAfterAction whether row t is to be what was observed after {@code actions[t]}
   * @param addsState whether a block {@code state} is added: position, axis times angle and
   *     gripper, 8 numbers, as policies of vision, language and action have it
   */
  public record Options(
      Optional<RenderOptions> image,
      boolean dropsNoOperations,
      boolean observesAfterAction,
      boolean addsState) {}

  /**
   * Opens a file's task.
   *
   * @param file is closed with this source
   * @throws BadInputException if its states cannot be shown
   */
  public LiberoFileSource(
      LiberoFile file, TaskRegistry tasks, EnvironmentOptions environment, Options options) {
    this.file = file;
    this.options = options;
    this.skewed = file.skewed();
    this.cameras =
        file.imageArrays(file.demos().get(0)).stream().map(Names::camera).sorted().toList();
    if (options.image().isPresent() && cameras.isEmpty()) {
      throw new BadInputException(
          "'%s' has no images, so there are no cameras to draw anew".formatted(file.path()));
    }
    this.stage =
        new StateStage(
            file,
            tasks,
            environment,
            options
                .image()
                .map(size -> ImageOptions.of(size, cameras.toArray(String[]::new)).withWorkers(1)));
  }

  @Override
  public int count() {
    return file.demos().size();
  }

  @Override
  public SetEpisode read(int index) {
    LiberoDemo demo = file.read(file.demos().get(index));
    int[] rows = rows(demo);
    int[] observed = rows.clone();
    int shift = (options.observesAfterAction() ? 1 : 0) - (skewed ? 1 : 0);
    for (int i = 0; i < rows.length; i++) {
      observed[i] += shift;
    }
    Map<String, NpyArray> blocks = new LinkedHashMap<>();
    demo.observation().forEach((name, values) -> blocks.put(name, Rows.of(values, observed)));
    if (options.addsState() && blocks.containsKey("ee_states")) {
      vlaState(blocks).ifPresent(state -> blocks.put("state", state));
    }
    SetEpisode.Identity identity =
        new SetEpisode.Identity(stage.task(), file.instruction(demo), file.controlPeriodSeconds());
    return new SetEpisode(
        identity,
        steps(demo, rows),
        blocks,
        options.image().isPresent() ? drawn(demo, rows) : own(demo, observed),
        Optional.of(simulation(demo, rows)));
  }

  /**
   * The steps that are kept: all of which the file says what was observed, and that do something.
   */
  private int[] rows(LiberoDemo demo) {
    int wanted = options.observesAfterAction() ? 1 : 0;
    int shift = wanted - (skewed ? 1 : 0);
    int first = Math.max(0, -shift);
    int ahead = Math.max(Math.max(0, shift), options.image().isPresent() ? wanted : 0);
    int[] rows = Rows.range(first, Math.max(0, demo.count() - first - ahead));
    int[] kept = options.dropsNoOperations() ? NoOperations.dropped(demo.actions(), rows) : rows;
    if (kept.length == 0) {
      throw new BadInputException(
          "%s in '%s' has no step left".formatted(demo.name(), file.path()));
    }
    return kept;
  }

  /** The last step that is kept succeeds if one of the steps after it did. */
  private static SetEpisode.Steps steps(LiberoDemo demo, int[] rows) {
    byte[] successes = new byte[rows.length];
    for (int i = 0; i < rows.length; i++) {
      successes[i] = (byte) demo.successes().number(rows[i]);
    }
    for (int row = rows[rows.length - 1]; row < demo.count(); row++) {
      successes[rows.length - 1] |= (byte) demo.successes().number(row);
    }
    return new SetEpisode.Steps(
        Rows.of(demo.actions(), rows),
        Optional.empty(),
        Rows.of(demo.rewards(), rows),
        NpyArray.of("|b1", List.of(rows.length), successes));
  }

  private static Optional<NpyArray> vlaState(Map<String, NpyArray> blocks) {
    NpyArray hand = blocks.get("ee_states");
    NpyArray gripper = blocks.get("gripper_states");
    if (gripper == null || hand.size() != 6 * hand.rows() || gripper.size() != 2 * hand.rows()) {
      return Optional.empty();
    }
    double[][] rows = new double[hand.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOf(hand.row(i), 8);
      System.arraycopy(gripper.row(i), 0, rows[i], 6, 2);
    }
    return Optional.of(RobotState.array(rows));
  }

  private List<Images> own(LiberoDemo demo, int[] observed) {
    List<Images> all = new ArrayList<>();
    for (String name : file.imageArrays(demo.name())) {
      ArrayData array = file.images(demo.name(), name, demo.count());
      int height = array.shape().get(1);
      boolean flip = file.lastRowFirst();
      all.add(
          new Images(
              Names.camera(name),
              array.shape().get(2),
              height,
              step -> {
                byte[] rgb = array.read(observed[step], 1).toBytes();
                return flip ? Images.flipped(rgb, height) : rgb;
              }));
    }
    return all;
  }

  private List<Images> drawn(LiberoDemo demo, int[] rows) {
    RenderOptions image = options.image().orElseThrow();
    int bytes = image.rgbBytes();
    if ((long) rows.length * cameras.size() * bytes > MOST_IMAGE_BYTES) {
      throw new BadInputException(
          "the images of %s in '%s' take more than %d bytes; draw smaller ones"
              .formatted(demo.name(), file.path(), MOST_IMAGE_BYTES));
    }
    stage.start(demo);
    byte[][] pixels = new byte[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      pixels[i] = stage.draw(demo, rows[i] + (options.observesAfterAction() ? 1 : 0));
    }
    List<Images> all = new ArrayList<>();
    for (int i = 0; i < cameras.size(); i++) {
      int start = i * bytes;
      all.add(
          new Images(
              cameras.get(i),
              image.widthPixels(),
              image.heightPixels(),
              step -> Arrays.copyOfRange(pixels[step], start, start + bytes)));
    }
    return all;
  }

  private SetEpisode.Simulation simulation(LiberoDemo demo, int[] rows) {
    String start = demo.attributes().get(Names.START);
    try {
      return new SetEpisode.Simulation(
          demo.attributes().getOrDefault(Names.MODEL, ""),
          Rows.of(demo.states(), rows),
          start == null ? ResetOptions.seed(0) : StartText.read(start));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "%s in '%s' cannot be read: %s".formatted(demo.name(), file.path(), e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    stage.close();
    file.close();
  }
}
