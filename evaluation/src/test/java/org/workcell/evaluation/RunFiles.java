package org.workcell.evaluation;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.SealedLine;

/** Edits of run folders. */
public final class RunFiles {

  private RunFiles() {}

  /** Replaces text, as somebody with an editor does. */
  public static void edit(Path file, String text, String replacement) throws IOException {
    String before = Files.readString(file);
    String after = before.replace(text, replacement);
    assertNotEquals(before, after, "nothing to edit in " + file);
    Files.writeString(file, after);
  }

  /** Replaces text in JSON Lines and gives the lines the checksums that they need to be read. */
  public static void forge(Path file, String text, String replacement) throws IOException {
    edit(file, text, replacement);
    reseal(file);
  }

  /** Gives an edited manifest the checksum that it needs to be read. */
  public static void resealManifest(Path file) throws IOException {
    Files.writeString(file, SealedLine.pretty(Json.mapper().readTree(file.toFile())));
  }

  /** Gives edited lines the checksums that they need to be read. */
  public static void reseal(Path file) throws IOException {
    StringBuilder sealed = new StringBuilder();
    for (String line : Files.readAllLines(file)) {
      sealed.append(
          new String(SealedLine.of(Json.mapper().readTree(line)), StandardCharsets.UTF_8));
    }
    Files.writeString(file, sealed);
  }
}
