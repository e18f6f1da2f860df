package org.workcell.tasks.libero.experts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables of words and numbers, a row a line; {@code #} starts a comment. */
final class Rows {

  private Rows() {}

  /** The rows of a resource; a name without slash is looked for beside this class. */
  static List<String[]> read(String resource) {
    try (InputStream in = Rows.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("there is no such resource");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .map(line -> line.split("\\s+"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("table '%s' cannot be read".formatted(resource), e);
    }
  }

  /** Some numbers of a row. */
  static double[] numbers(String[] row, int from, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = Double.parseDouble(row[from + i]);
    }
    return numbers;
  }
}
