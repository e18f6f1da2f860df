package org.workcell.datasets.logs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.records.Json;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzWriter;

/** One log as two files, NAME.npz and NAME.json. */
final class LogFile {

  static final String ARRAYS = ".npz";
  static final String META = ".json";

  private static final int FORMAT = 1;
  private static final String TIME = "t";
  private static final long LARGEST_META_BYTES = 1 << 20;

  /**
   * What the JSON file holds.
   *
   * @param arraysSha256 checksum of the NPZ file; may be left out by those who write one by hand
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Header(int format, LogMeta log, String arraysSha256) {}

  private LogFile() {}

  /** Writes both files, each whole or not at all; the JSON file, which names the other, last. */
  static void write(Path folder, RobotLog log) throws IOException {
    LogNames.require(log.meta().name());
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put(TIME, NpyArray.ofDoubles(log.timesSeconds()));
    for (Quantity quantity : Quantity.values()) {
      if (log.has(quantity)) {
        arrays.put(quantity.column(), table(log, quantity));
      }
    }
    byte[] content = NpzWriter.toBytes(arrays, NpzWriter.STORED);
    Header header = new Header(FORMAT, log.meta(), SourceFiles.sha256(content));
    String name = log.meta().name();
    AtomicFiles.write(folder.resolve(name + ARRAYS), content);
    AtomicFiles.write(folder.resolve(name + META), Json.pretty(header).getBytes("UTF-8"));
  }

  private static NpyArray table(RobotLog log, Quantity quantity) {
    double[] values = log.values(quantity);
    ByteBuffer bytes =
        ByteBuffer.allocate(Double.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    return NpyArray.of("<f8", List.of(log.rows(), log.width(quantity)), bytes.array());
  }

  /** Reads both files as they are. */
  static RobotLog read(Path npz) throws IOException {
    if (!Files.isRegularFile(npz) || !SourceFiles.name(npz).endsWith(ARRAYS)) {
      throw new BadInputException(
          "%s is no log; expected NAME.npz beside NAME.json, as 'workcell sim2real import' writes"
                  .formatted(npz)
              + " them");
    }
    LogMeta meta = meta(npz);
    Map<String, NpyArray> arrays = NpzLogFormat.arrays(npz);
    NpyArray times = arrays.remove(TIME);
    if (times == null || times.shape().size() != 1) {
      throw new BadInputException(
          "%s has no array t with a time for each row; it has %s"
              .formatted(npz, NpzLogFormat.names(arrays)));
    }
    RobotLog.Builder log = RobotLog.builder(meta, numbers(npz, TIME, times));
    for (Quantity quantity : Quantity.values()) {
      NpyArray array = arrays.remove(quantity.column());
      if (array != null) {
        requireShape(npz, quantity, array, times.rows(), meta);
        log.with(quantity, numbers(npz, quantity.column(), array));
      }
    }
    if (!arrays.isEmpty()) {
      throw new BadInputException(
          "%s has unknown arrays: %s".formatted(npz, NpzLogFormat.names(arrays)));
    }
    return log.build();
  }

  private static LogMeta meta(Path npz) throws IOException {
    Path json = npz.resolveSibling(SourceFiles.stem(npz) + META);
    if (!Files.isRegularFile(json) || Files.size(json) > LARGEST_META_BYTES) {
      throw new BadInputException(
          "%s is not there or larger than 1 MiB; a log needs its NPZ file and its JSON file"
              .formatted(json));
    }
    Header header;
    try {
      header = Json.mapper().readValue(Files.readAllBytes(json), Header.class);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "%s does not describe a log: %s".formatted(json, Json.problem(e)), e);
    }
    require(json, header, npz);
    return header.log();
  }

  private static void require(Path json, Header header, Path npz) throws IOException {
    if (header == null || header.format() != FORMAT) {
      throw new BadInputException(
          "%s has the format %s; this version reads %d"
              .formatted(json, header == null ? "null" : header.format(), FORMAT));
    }
    LogMeta meta = header.log();
    if (meta == null || meta.commandKind() == null || meta.clock() == null) {
      throw new BadInputException(json + " lacks one of log, command_kind, clock");
    }
    LogNames.require(meta.name());
    LogNames.requireTexts(json.toString(), meta);
    if (!meta.name().equals(SourceFiles.stem(npz))) {
      throw new BadInputException(
          "%s names the log '%s'; expected the name of the file".formatted(json, meta.name()));
    }
    if (header.arraysSha256() != null && !header.arraysSha256().equals(SourceFiles.sha256(npz))) {
      throw new BadInputException(
          "%s is not the file that %s describes, or is damaged; import the log again"
              .formatted(npz, json.getFileName()));
    }
  }

  private static void requireShape(
      Path npz, Quantity quantity, NpyArray array, int rows, LogMeta meta) {
    int width = quantity.width(meta.joints());
    List<Integer> shape = array.shape();
    boolean flat = shape.size() == 1 && width == 1;
    boolean table = shape.size() == 2 && (width < 0 || shape.get(1) == width);
    if (!(flat || table) || shape.get(0) != rows) {
      throw new BadInputException(
          "%s: array %s has the shape %s; expected [%d, %s]"
              .formatted(
                  npz, quantity.column(), shape, rows, width < 0 ? "any" : String.valueOf(width)));
    }
  }

  private static double[] numbers(Path npz, String name, NpyArray array) {
    if (array.type().startsWith("<U")) {
      throw new BadInputException("%s: array %s holds texts".formatted(npz, name));
    }
    return array.toDoubles();
  }
}
