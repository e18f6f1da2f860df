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

  /**
   * Finds the lines by episode, without a cut last one.
   *
   * @throws BadInputException if another line is not an episode's
   */
  public Map<EpisodeKey, Line> scan() throws IOException {
    Map<EpisodeKey, Line> lines = new LinkedHashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long start = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        line.write(next);
        if (next == '\n') {
          lines.putIfAbsent(key(line.toByteArray(), lines.size()), new Line(start, line.size()));
          start += line.size();
          line.reset();
        }
      }
    }
    return lines;
  }

  private EpisodeKey key(byte[] line, int index) throws IOException {
    try {
      JsonNode json = Json.mapper().readTree(line);
      if (json.path("task").isTextual()
          && json.path("condition").isTextual()
          && json.path("episode").isInt()) {
        return new EpisodeKey(
            json.get("condition").asText(), json.get("task").asText(), json.get("episode").asInt());
      }
    } catch (JsonProcessingException e) {
      throw broken(index, e);
    }
    throw broken(index, null);
  }

  private BadInputException broken(int index, Exception cause) {
    return new BadInputException(
        "line %d of %s is not an episode; was the file edited? restore it or start a new run"
            .formatted(index + 1, path),
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
