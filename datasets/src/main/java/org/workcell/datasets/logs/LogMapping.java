package org.workcell.datasets.logs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.workcell.randomization.Fields;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * What the columns of a log mean: names, units, signs, offsets, joints, time, constants. Read from
 * a YAML file; units are never assumed. Immutable, thread-safe. The format is described in {@code
 * docs/robot-logs.md}.
 */
public final class LogMapping {

  private static final int FORMAT = 1;
  private static final String ASAP = "asap.map.yaml";
  private static final long LARGEST_BYTES = 1 << 20;

  /**
   * A log in SI units.
   *
   * @param log the log
   * @param notes what was decided on the way, for people
   * @param unused columns and constants of the file that the mapping does not name
   */
  public record Mapped(RobotLog log, List<String> notes, List<String> unused) {}

  private final String name;
  private final String robot;
  private final Optional<String> format;
  private final JointNames joints;
  private final TimeMapping time;
  private final CommandKind commandKind;
  private final Fields fields;
  private final String text;

  private LogMapping(String name, String text, Fields fields) {
    this.name = name;
    this.text = text;
    this.fields = fields;
    if (fields.count("map", 0, 0, Integer.MAX_VALUE) != FORMAT) {
      throw new BadInputException(
          "%s must begin with 'map: %d', the version of its format".formatted(name, FORMAT));
    }
    this.robot = fields.text("robot", "");
    this.format = fields.has("format") ? Optional.of(fields.text("format")) : Optional.empty();
    this.joints = JointNames.read(fields);
    this.time = TimeMapping.read(fields.fields("time"));
    this.commandKind =
        fields.has("command")
            ? fields.fields("command").choice("kind", CommandKind.class)
            : CommandKind.NONE;
    if (fields.has("command") && commandKind == CommandKind.NONE) {
      throw new BadInputException(name + ", command: 'kind' says that there are no commands");
    }
  }

  /**
   * Reads a mapping file.
   *
   * @throws BadInputException with the reason if it cannot be used
   */
  public static LogMapping read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new BadInputException(
            "mapping file %s is not a file that can be read; check the path".formatted(file));
      }
      if (Files.size(file) > LARGEST_BYTES) {
        throw new BadInputException(
            "mapping file %s is larger than 1 MiB; is it a log?".formatted(file));
      }
      return of(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new BadInputException(
          "mapping file %s cannot be read (%s)".formatted(file, IoReason.of(e)), e);
    }
  }

  /**
   * Reads a mapping from a text.
   *
   * @param name for messages
   * @throws BadInputException with the reason if it cannot be used
   */
  public static LogMapping of(String name, String yaml) {
    try {
      LogMapping mapping = new LogMapping(name, yaml, Fields.ofYaml(name, yaml));
      // Joints whose number the log decides are checked once there is one.
      if (mapping.joints.isFixed()) {
        mapping.parts(mapping.joints.names(null));
      }
      return mapping;
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /**
   * The mapping of logs that ASAP's listener on the robot writes ({@code time, joint_pos, ...}).
   */
  public static LogMapping asap() {
    try (InputStream in = LogMapping.class.getResourceAsStream(ASAP)) {
      return of("the built-in " + ASAP, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the resource %s cannot be read".formatted(ASAP), e);
    }
  }

  /** Whether a log has the arrays that {@link #asap} maps. */
  public static boolean isAsap(RawLog log) {
    return Stream.of("time", "joint_pos[0]", "joint_vel[0]", "joint_pos_cmd[0]", "tau_est[0]")
        .allMatch(log.columns()::containsKey);
  }

  /** The format that the mapping is for; empty where it does not say. */
  public Optional<String> format() {
    return format;
  }

  /** SHA-256 of its text in hexadecimal digits. */
  public String sha256() {
    return SourceFiles.sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything that depends on the names of the joints. */
  private record Parts(
      List<QuantityMapping> quantities,
      List<ConstantMapping> constants,
      Optional<String> rowsOf,
      Set<String> ignored) {}

  private Parts parts(List<String> jointNames) {
    // Fields notes what was read, so each use reads its own copy.
    Fields own = Fields.ofYaml(name, text);
    for (String known : List.of("map", "robot", "format", "joints", "time")) {
      own.skip(known);
    }
    List<QuantityMapping> quantities = new ArrayList<>();
    for (Quantity quantity : Quantity.values()) {
      String key = key(quantity);
      own.optionalFields(key)
          .ifPresent(
              each -> {
                each.skip("kind");
                if (quantity != Quantity.COMMAND && each.has("kind")) {
                  throw new BadInputException(
                      "%s: only 'command' has a 'kind'".formatted(each.where()));
                }
                quantities.add(QuantityMapping.read(each, quantity, commandKind, jointNames));
              });
    }
    if (quantities.isEmpty()) {
      throw new BadInputException(
          "%s maps no columns; name at least one of %s"
              .formatted(name, Arrays.stream(Quantity.values()).map(LogMapping::key).toList()));
    }
    List<ConstantMapping> constants = new ArrayList<>();
    own.optionalFields("constants")
        .ifPresent(
            all ->
                all.names()
                    .forEach(each -> constants.add(ConstantMapping.read(each, all.fields(each)))));
    Optional<String> rowsOf =
        own.has("rows_of") ? Optional.of(own.text("rows_of")) : Optional.empty();
    Set<String> ignored = own.has("ignore") ? new LinkedHashSet<>(own.texts("ignore")) : Set.of();
    own.requireNothingElse();
    return new Parts(quantities, constants, rowsOf, ignored);
  }

  private static String key(Quantity quantity) {
    return quantity.name().toLowerCase(Locale.ROOT);
  }

  /**
   * A log in SI units.
   *
   * @param raw a log of the file
   * @param sourceSha256 checksum of the file
   * @throws BadInputException with the reason if the log lacks something, or its times or values
   *     cannot be used
   */
  public Mapped apply(RawLog raw, String sourceSha256) {
    try {
      return map(raw, sourceSha256);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private Mapped map(RawLog raw, String sourceSha256) {
    List<String> jointNames = joints.names(raw);
    Parts parts = parts(jointNames);
    TimeMapping.Timed timed = time.apply(raw);
    List<String> notes = new ArrayList<>(timed.notes());
    double[] times = timed.timesSeconds();
    LogRules.requireTimes(LogNames.clean(raw.name()), times);
    int[] kept = keptRows(timed.log(), parts.rowsOf(), notes);
    Map<String, Double> constants = new TreeMap<>();
    parts.constants().forEach(each -> constants.put(each.name(), each.apply(raw)));
    LogMeta meta =
        new LogMeta(
            LogNames.clean(raw.name()),
            LogTexts.expand(name, robot, raw),
            jointNames,
            commandKind,
            time.rateHz(),
            time.clock(),
            constants,
            SourceFiles.name(raw.file()),
            sourceSha256);
    RobotLog.Builder log =
        RobotLog.builder(meta, Arrays.stream(kept).mapToDouble(row -> times[row]).toArray());
    for (QuantityMapping each : parts.quantities()) {
      double[] values = each.apply(timed.log(), times);
      log.with(each.quantity(), rows(values, each.columns().size(), kept));
    }
    RobotLog built = log.build();
    LogRules.require(built);
    return new Mapped(built, List.copyOf(notes), unused(raw, parts));
  }

  private int[] keptRows(RawLog log, Optional<String> rowsOf, List<String> notes) {
    if (rowsOf.isEmpty()) {
      return IntStream.range(0, log.rows()).toArray();
    }
    double[] column = log.columns().get(rowsOf.get());
    if (column == null) {
      throw new BadInputException(
          "%s: rows_of: %s has no column '%s'; it has %s"
              .formatted(name, log.file().getFileName(), rowsOf.get(), RawColumns.names(log)));
    }
    int[] kept =
        IntStream.range(0, column.length).filter(row -> !Double.isNaN(column[row])).toArray();
    notes.add(
        "%d of %d rows have a value of %s".formatted(kept.length, column.length, rowsOf.get()));
    return kept;
  }

  private static double[] rows(double[] values, int width, int[] kept) {
    double[] some = new double[kept.length * width];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(values, kept[i] * width, some, i * width, width);
    }
    return some;
  }

  private List<String> unused(RawLog raw, Parts parts) {
    Set<String> unused = new LinkedHashSet<>(raw.columns().keySet());
    unused.addAll(raw.constants().keySet());
    unused.remove(time.column());
    parts.quantities().forEach(each -> unused.removeAll(each.columns()));
    parts.constants().forEach(each -> unused.remove(each.from()));
    unused.removeIf(each -> parts.ignored().stream().anyMatch(name -> LogTexts.covers(name, each)));
    return List.copyOf(unused);
  }
}
