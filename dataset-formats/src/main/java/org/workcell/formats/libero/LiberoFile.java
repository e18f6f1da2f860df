package org.workcell.formats.libero;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.datasets.records.Json;
import org.workcell.formats.hdf5.ArrayData;
import org.workcell.formats.hdf5.Hdf5Input;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;

/**
 * Reads a file of demonstrations in the layout of LIBERO and robomimic. Nothing in it is trusted:
 * arrays that do not fit each other are refused, and memory is taken for one demonstration at a
 * time. One thread at a time.
 */
public final class LiberoFile implements AutoCloseable {

  private static final String DIGITS = "demo_\\d{1,9}";
  private static final double LIBERO_CONTROL_PERIOD_SECONDS = 0.05;
  private static final List<String> FILE_TEXTS =
      List.of(
          "env_name",
          "problem_info",
          "env_args",
          "bddl_file_name",
          "bddl_file_content",
          "tag",
          Names.TASK,
          Names.IMAGE_CONVENTION);

  private final Hdf5Input input;
  private final List<String> demos;
  private final Map<String, String> attributes;

  private LiberoFile(Hdf5Input input) {
    this.input = input;
    this.demos =
        input.children(Names.DATA).stream()
            .filter(name -> name.matches(DIGITS))
            .sorted(
                Comparator.comparing(name -> new BigInteger(name.substring(Names.DEMO.length()))))
            .toList();
    if (demos.isEmpty()) {
      throw new BadInputException(
          "'%s' has no data/demo_0, data/demo_1, ...; is it a file of LIBERO or robomimic?"
              .formatted(input.path()));
    }
    this.attributes = texts(Names.DATA, FILE_TEXTS);
  }

  /**
   * Opens a file.
   *
   * @throws BadInputException if it is no HDF5 file, or holds no demonstrations
   */
  public static LiberoFile open(Path path) {
    Hdf5Input input = Hdf5Input.open(path);
    try {
      return new LiberoFile(input);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private Map<String, String> texts(String object, List<String> names) {
    Map<String, String> found = new LinkedHashMap<>();
    for (String name : names) {
      input.text(object, name).ifPresent(text -> found.put(name, text));
    }
    return found;
  }

  /** Where it lies. */
  public Path path() {
    return input.path();
  }

  /** Names of the demonstrations, by number. */
  public List<String> demos() {
    return demos;
  }

  /** The texts of group {@code data}. */
  public Map<String, String> attributes() {
    return attributes;
  }

  /** Whether row t of what is observed is of the time after {@code actions[t]}. */
  public boolean skewed() {
    return input.numbers(Names.DATA, Names.SKEW).map(values -> values[0] != 0).orElse(true);
  }

  /** Whether images have their last row first. */
  boolean lastRowFirst() {
    return !Names.FIRST_ROW_FIRST.equals(attributes.get(Names.IMAGE_CONVENTION));
  }

  /** Simulated time between two actions; LIBERO's where the file does not say. */
  double controlPeriodSeconds() {
    double period =
        input
            .numbers(Names.DATA, Names.CONTROL_PERIOD)
            .map(values -> values[0])
            .orElse(LIBERO_CONTROL_PERIOD_SECONDS);
    if (!(period > 0 && period < 10)) {
      throw new BadInputException(
          "'%s' says that a step takes %s s".formatted(input.path(), period));
    }
    return period;
  }

  /** The task in words; LIBERO's files have it in {@code problem_info}. */
  String instruction(LiberoDemo demo) {
    String own = demo.attributes().get("language_instruction");
    if (own != null) {
      return own;
    }
    try {
      return Json.mapper()
          .readTree(attributes.getOrDefault("problem_info", "{}"))
          .path("language_instruction")
          .asText();
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "attribute problem_info in '%s' is no JSON".formatted(input.path()), e);
    }
  }

  /** The arrays of images that a demonstration has, for example {@code agentview_rgb}. */
  List<String> imageArrays(String demo) {
    return input.children(observations(demo)).stream()
        .filter(name -> name.endsWith(Names.IMAGES))
        .toList();
  }

  private static String observations(String demo) {
    return "%s/%s/%s".formatted(Names.DATA, demo, Names.OBSERVATION);
  }

  /** The images of an array, of which rows can be read: uint8 [T][H][W][3]. */
  ArrayData images(String demo, String name, int rows) {
    ArrayData array = input.array(observations(demo) + "/" + name);
    List<Integer> shape = array.shape();
    boolean fits = shape.size() == 4 && shape.get(0) == rows && shape.get(3) == 3;
    if (!fits || !array.type().equals("|u1") || shape.contains(0)) {
      throw new BadInputException(
          "array %s of %s in '%s' is no %d images of height, width and 3 colours"
              .formatted(array, demo, input.path(), rows));
    }
    return array;
  }

  /** The texts of a demonstration. */
  Map<String, String> textsOf(String demo) {
    return texts(
        Names.DATA + "/" + demo, List.of(Names.MODEL, Names.START, "language_instruction"));
  }

  /** The first state of a demonstration: time, joint positions, joint velocities. */
  double[] firstState(String demo) {
    ArrayData states = input.array("%s/%s/%s".formatted(Names.DATA, demo, Names.STATES));
    if (states.shape().size() != 2 || states.rows() == 0) {
      throw new BadInputException(
          "array %s of %s in '%s' is no rows of states".formatted(states, demo, input.path()));
    }
    return states.read(0, 1).toDoubles();
  }

  /** Reads all numbers of a demonstration. */
  LiberoDemo read(String demo) {
    String group = Names.DATA + "/" + demo;
    NpyArray actions = floats(group + "/" + Names.ACTIONS, Optional.empty());
    int count = actions.rows();
    if (count == 0) {
      throw new BadInputException("%s in '%s' has no step".formatted(group, input.path()));
    }
    Optional<Integer> rows = Optional.of(count);
    NpyArray states = floats(group + "/" + Names.STATES, rows);
    NpyArray given = vector(group, List.of(Names.TASK_REWARDS, Names.REWARDS), count, "<f8");
    NpyArray successes =
        vector(group, List.of(Names.SUCCESSES, Names.REWARDS, Names.DONES), count, "|b1");
    Map<String, NpyArray> observation = new LinkedHashMap<>();
    for (String name : input.children(observations(demo))) {
      String path = observations(demo) + "/" + name;
      if (!name.endsWith(Names.IMAGES) && input.hasArray(path)) {
        NpyArray array = input.array(path).read();
        requireRows(path, array, count);
        observation.put(name, array);
      }
    }
    if (input.hasArray(group + "/" + Names.ROBOT_STATES)) {
      observation.put(Names.ROBOT_STATES, floats(group + "/" + Names.ROBOT_STATES, rows));
    }
    return new LiberoDemo(demo, textsOf(demo), actions, states, given, successes, observation);
  }

  private void requireRows(String path, NpyArray array, int rows) {
    if (array.shape().isEmpty() || array.rows() != rows) {
      throw new BadInputException(
          "array '%s' in '%s' has shape %s; expected %d rows, as many as actions"
              .formatted(path, input.path(), array.shape(), rows));
    }
  }

  /** Rows of numbers as float64. */
  private NpyArray floats(String path, Optional<Integer> rows) {
    NpyArray array = input.array(path).read();
    if (array.shape().size() != 2 || array.shape().get(1) == 0) {
      throw new BadInputException(
          "array '%s' in '%s' has shape %s; expected rows of numbers"
              .formatted(path, input.path(), array.shape()));
    }
    rows.ifPresent(count -> requireRows(path, array, count));
    return NpyArray.of("<f8", array.shape(), NpyArray.ofDoubles(array.toDoubles()).toBytes());
  }

  /** The first of these arrays that there is, with one number for each step; else zeros. */
  private NpyArray vector(String group, List<String> names, int count, String type) {
    double[] values = new double[count];
    for (String name : names) {
      String path = group + "/" + name;
      if (input.hasArray(path)) {
        NpyArray array = input.array(path).read();
        requireRows(path, array, count);
        if (array.size() != count) {
          throw new BadInputException(
              "array '%s' in '%s' has more than one number for a step"
                  .formatted(path, input.path()));
        }
        values = array.toDoubles();
        break;
      }
    }
    if (type.equals("<f8")) {
      return NpyArray.ofDoubles(values);
    }
    byte[] truths = new byte[count];
    for (int i = 0; i < count; i++) {
      truths[i] = (byte) (values[i] != 0 ? 1 : 0);
    }
    return NpyArray.of(type, List.of(count), truths);
  }

  /** Closes the file. Idempotent. */
  @Override
  public void close() {
    input.close();
  }
}
