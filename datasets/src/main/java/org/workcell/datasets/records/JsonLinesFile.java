package org.workcell.datasets.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;

/**
 * A file with one JSON object for each episode, appended line by line. A killed process leaves at
 * most a cut last line, which is recognized. Lines are moved as bytes and never written anew.
 */
public final class JsonLinesFile {

  /** Where a line lies, its line break included. */
  public record Line(long start, int length) {}

  private final Path path;

  /** A file, which need not exist yet. */
  public JsonLinesFile(Path path) {
    this.path = path;
  }

  /** Where it lies. */
  public Path path() {
    return path;
  }

  /**
   * Appends a line, to a new file if there is none; it is in the operating system's hands when this
   * returns.
   */
  public void append(byte[] line) throws IOException {
    Files.write(path, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  /** Looks at a whole line while a file is scanned; what it throws ends the scan. */
  @FunctionalInterface
  public interface Check {

    /**
     * Looks at a line.
     *
     * @param key the episode whose line it is
     * @param line its bytes, line break included
     */
    void accept(EpisodeKey key, byte[] line) throws IOException;
  }

  /**
   * Finds the lines by episode, without a cut last one.
   *
   * @throws BadInputException if another line is not an episode's, or an episode has two
   */
  public Map<EpisodeKey, Line> scan() throws IOException {
    return scan((key, line) -> {});
  }

  /**
   * The same, and has each line looked at.
   *
   * @throws BadInputException also if the check finds a line that is not JSON of its kind
   */
  public Map<EpisodeKey, Line> scan(Check check) throws IOException {
    requireFile();
    Map<EpisodeKey, Line> lines = new LinkedHashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long start = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        line.write(next);
        if (next == '\n') {
          if (lines.put(key(line.toByteArray(), lines.size(), check), new Line(start, line.size()))
              != null) {
            throw broken(lines.size(), "the second line of its episode", null);
          }
          start += line.size();
          line.reset();
        }
      }
    }
    return lines;
  }

  /** What is not a file, a named pipe for example, might never end. */
  private void requireFile() {
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(
          "%s is not there or not a file; restore it or start a new run".formatted(path));
    }
  }

  private EpisodeKey key(byte[] line, int index, Check check) throws IOException {
    try {
      JsonNode json = Json.mapper().readTree(line);
      if (!json.path("task").isTextual()
          || !json.path("condition").isTextual()
          || !json.path("episode").isInt()) {
        throw broken(index, "not an episode", null);
      }
      EpisodeKey key =
          new EpisodeKey(
              json.get("condition").asText(),
              json.get("task").asText(),
              json.get("episode").asInt());
      check.accept(key, line);
      return key;
    } catch (JsonProcessingException e) {
      throw broken(index, "damaged (%s)".formatted(e.getOriginalMessage()), e);
    }
  }

  private BadInputException broken(int index, String what, Exception cause) {
    return new BadInputException(
        "line %d of %s is %s; was the file edited? restore it or start a new run"
            .formatted(index + 1, path, what.lines().findFirst().orElse("")),
        cause);
  }

  /** The bytes of a line that {@link #scan} found. */
  public byte[] read(Line line) throws IOException {
    try (FileChannel source = FileChannel.open(path, StandardOpenOption.READ)) {
      source.position(line.start());
      return Channels.newInputStream(source).readNBytes(line.length());
    }
  }

  /** Keeps these lines only, in this order; readers see the old file or the new one. */
  public void keep(Collection<Line> lines) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".new");
    try (FileChannel source = FileChannel.open(path, StandardOpenOption.READ);
        OutputStream target = Files.newOutputStream(next)) {
      for (Line line : lines) {
        source.position(line.start());
        target.write(Channels.newInputStream(source).readNBytes(line.length()));
      }
    }
    AtomicFiles.replace(path, next);
  }
}
