package org.workcell.formats.mcap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.workcell.datasets.logs.LogFormat;
import org.workcell.datasets.logs.RawLog;
import org.workcell.formats.logs.NumberBudget;
import org.workcell.sim.files.BadInputException;

/**
 * Reads recordings in MCAP, single files and bags of ROS 2: messages of ROS 2 (CDR) and JSON.
 * Columns are {@code TOPIC/FIELD}, joints in the order of {@code TOPIC/FIELD.names}. Bags in SQLite
 * are recognised and refused, with what converts them.
 */
public final class McapFormat implements LogFormat {

  private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
  private static final String MCAP = ".mcap";
  private static final String DB3 = ".db3";
  private static final int MOST_FILES = 10_000;

  /** For {@link java.util.ServiceLoader}. */
  public McapFormat() {}

  @Override
  public String name() {
    return "mcap";
  }

  @Override
  public String description() {
    return "MCAP file or ROS 2 bag in MCAP: joint states and other numbers, ROS 2 (CDR) and JSON";
  }

  @Override
  public boolean recognises(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return Files.isRegularFile(path.resolve("metadata.yaml"))
          && (!files(path, MCAP).isEmpty() || !files(path, DB3).isEmpty());
    }
    return Files.isRegularFile(path) && (McapRecords.recognises(path) || isSqliteBag(path));
  }

  private static boolean isSqliteBag(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return path.toString().endsWith(DB3) && Arrays.equals(in.readNBytes(SQLITE.length), SQLITE);
    }
  }

  /** Parts of a bag are numbered: bag_2.mcap comes before bag_10.mcap. */
  private static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(suffix) && Files.isRegularFile(file))
          .limit(MOST_FILES)
          .sorted(
              Comparator.<Path>comparingInt(file -> file.getFileName().toString().length())
                  .thenComparing(Comparator.naturalOrder()))
          .toList();
    }
  }

  @Override
  public List<RawLog> read(Path path) throws IOException {
    List<Path> files = Files.isDirectory(path) ? files(path, MCAP) : List.of(path);
    if (files.isEmpty() || !Files.isDirectory(path) && !McapRecords.recognises(path)) {
      throw new BadInputException(
          ("'%s' is a ROS 2 bag in SQLite, which is not read; 'mcap convert FILE.db3 FILE.mcap' or"
                  + " 'ros2 bag convert' with storage_id mcap makes it an MCAP file")
              .formatted(path));
    }
    NumberBudget budget = new NumberBudget();
    TopicReader reader = new TopicReader(path, budget);
    for (Path file : files) {
      reader.startFile();
      McapRecords.read(file, reader);
    }
    String file = path.getFileName().toString();
    String name = file.endsWith(MCAP) ? file.substring(0, file.length() - MCAP.length()) : file;
    return List.of(new TopicLogs(name, files.get(0), reader, budget).make());
  }
}
