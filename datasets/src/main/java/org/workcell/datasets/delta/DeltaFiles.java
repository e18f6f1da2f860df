package org.workcell.datasets.delta;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.workcell.datasets.records.Json;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * Reads and writes folders of delta actions. The same model and report give the same bytes.
 * Thread-safe.
 */
public final class DeltaFiles {

  /** What the numbers mean and how they came about. */
  public static final String DESCRIPTION = "delta.json";

  /** The numbers. */
  public static final String WEIGHTS = "weights.npz";

  /** Far more than a description needs. */
  static final int MOST_DESCRIPTION_BYTES = 4 << 20;

  /** Numbers of all layers together, at most. */
  public static final int MOST_NUMBERS = 1_000_000;

  /** As many numbers, and room for what stands around them. */
  static final int MOST_WEIGHT_BYTES = 8 << 20;

  private DeltaFiles() {}

  /**
   * Reads a folder.
   *
   * @throws BadInputException if a file is missing, too large, not what the other one describes, or
   *     says what it cannot say
   */
  public static DeltaFile read(Path folder) {
    return parse(
        folder.toString(),
        bytes(folder.resolve(DESCRIPTION), MOST_DESCRIPTION_BYTES),
        bytes(folder.resolve(WEIGHTS), MOST_WEIGHT_BYTES));
  }

  /**
   * Understands the content of both files.
   *
   * @param name for messages
   * @throws BadInputException as {@link #read}
   */
  static DeltaFile parse(String name, byte[] description, byte[] weights) {
    if (description.length > MOST_DESCRIPTION_BYTES || weights.length > MOST_WEIGHT_BYTES) {
      throw new BadInputException(
          "delta %s is too large: %s may have %d bytes and %s %d"
              .formatted(name, DESCRIPTION, MOST_DESCRIPTION_BYTES, WEIGHTS, MOST_WEIGHT_BYTES));
    }
    try {
      return DeltaReader.read(new String(description, StandardCharsets.UTF_8), weights);
    } catch (IllegalArgumentException | IOException e) {
      throw new BadInputException("delta %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** A file of a folder. Only the two fixed names are opened, and no links to elsewhere. */
  static byte[] bytes(Path file, int most) {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new BadInputException(
          "there is no file %s; a delta is a folder with %s and %s, as 'workcell sim2real delta' writes it"
              .formatted(file, DESCRIPTION, WEIGHTS));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new BadInputException(
            "%s has more than %d bytes; is it another file?".formatted(file, most));
      }
      return bytes;
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read (%s); check path and permissions".formatted(file, IoReason.of(e)), e);
    }
  }

  /**
   * Writes a folder, which is made if it does not exist. Each file is there whole or not at all;
   * the description, which names the checksum of the weights, comes last.
   *
   * @param report how the model came about: an object with any fields; {@code gate} in it, if there
   *     is one, has {@code accepted} (true or false) and {@code reason}
   * @throws BadInputException if it would not be read again
   */
  public static void write(Path folder, DeltaModel model, JsonNode report) throws IOException {
    byte[] weights = DeltaWriter.weights(model);
    byte[] description =
        Json.pretty(DeltaWriter.description(model, report, weights))
            .getBytes(StandardCharsets.UTF_8);
    parse(folder.toString(), description, weights);
    Files.createDirectories(folder);
    AtomicFiles.write(folder.resolve(WEIGHTS), weights);
    AtomicFiles.write(folder.resolve(DESCRIPTION), description);
  }
}
