package org.workcell.datasets.logs;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.workcell.sim.files.BadInputException;

/**
 * Comma-separated values: wide form (one row a sample, with or without header) and long form
 * ({@code t,topic,joint,value}). {@code #} lines with {@code name=value} give constants and texts;
 * separators are commas, semicolons (then also with decimal commas), tabs or blanks.
 */
public final class CsvLogFormat implements LogFormat {

  /** No line of a log is longer. */
  private static final int MOST_CHARACTERS_OF_A_LINE = 1 << 18;

  private static final int HEAD_BYTES = 1 << 16;

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String description() {
    return "comma-separated values, one row a sample, or t,topic,joint,value; # lines hold"
        + " constants";
  }

  @Override
  public boolean recognises(Path path) throws IOException {
    String name = SourceFiles.name(path).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path)
        && (name.endsWith(".csv")
            || name.endsWith(".tsv")
            || name.endsWith(".txt") && isTable(SourceFiles.head(path, HEAD_BYTES)))
        && isText(SourceFiles.head(path, HEAD_BYTES));
  }

  /** Whether the second line with values, after a header perhaps, is two numbers or more. */
  private static boolean isTable(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    List<String> lines = valueLines(text).limit(2).toList();
    return lines.size() == 2
        && lines.get(1).split("[,;\\s]+").length > 1
        && Arrays.stream(lines.get(1).strip().split("[,;\\s]+"))
            .noneMatch(cell -> isName(cell, true));
  }

  private static Stream<String> valueLines(String text) {
    return text.lines().filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"));
  }

  private static boolean isText(byte[] head) {
    for (byte each : head) {
      if (each == 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<RawLog> read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new BadInputException(
          "%s is no file, but a folder, a pipe or a device".formatted(path));
    }
    byte[] head = SourceFiles.head(path, HEAD_BYTES);
    if (!isText(head)) {
      throw new BadInputException(path + " holds zero bytes, so it is no text; use UTF-8");
    }
    char separator = separator(new String(head, StandardCharsets.UTF_8));
    try (CsvReader<CsvRecord> csv = open(path, separator);
        CloseableIterator<CsvRecord> records = csv.iterator()) {
      return List.of(read(path, records, separator == ';'));
    } catch (CsvParseException e) {
      throw new BadInputException(
          "%s is no CSV file that can be read: %s"
              .formatted(path, e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static CsvReader<CsvRecord> open(Path path, char separator) throws IOException {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .commentStrategy(CommentStrategy.READ)
        .commentCharacter('#')
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .detectBomHeader(true)
        .maxBufferSize(MOST_CHARACTERS_OF_A_LINE)
        .ofCsvRecord(path);
  }

  /** The separator that the first line with values has most of. */
  private static char separator(String head) {
    String first = valueLines(head).findFirst().orElse("");
    char best = ',';
    long most = 0;
    for (char each : new char[] {';', '\t', ',', ' '}) {
      long count = first.strip().chars().filter(c -> c == each).count();
      boolean blanksBesideOthers = each == ' ' && most > 0;
      if (count > most && !(best == ';' && most > 0) && !blanksBesideOthers) {
        best = each;
        most = count;
      }
    }
    return best;
  }

  private static RawLog read(
      Path path, CloseableIterator<CsvRecord> records, boolean decimalComma) {
    String file = SourceFiles.name(path);
    CsvPreamble preamble = new CsvPreamble();
    CsvTable wide = null;
    LongTable longForm = null;
    while (records.hasNext()) {
      CsvRecord record = records.next();
      List<String> cells = record.getFields();
      if (record.isComment()) {
        preamble.add(cells.get(0));
      } else if (longForm != null) {
        longForm.add(record.getStartingLineNumber(), cells);
      } else if (wide != null) {
        wide.add(record.getStartingLineNumber(), cells);
      } else if (LongTable.isHeader(cells)) {
        longForm = LongTable.of(file, cells);
      } else if (cells.stream().anyMatch(cell -> isName(cell, decimalComma))) {
        wide = new CsvTable(file, cells, decimalComma);
      } else {
        wide = new CsvTable(file, List.of(), decimalComma);
        wide.add(record.getStartingLineNumber(), cells);
      }
    }
    Map<String, String> texts = new TreeMap<>(preamble.texts());
    if (wide != null && !wide.textColumns().isEmpty()) {
      texts.put("columns_of_text", String.join(", ", wide.textColumns()));
    }
    Map<String, double[]> columns =
        longForm != null ? longForm.columns() : wide != null ? wide.numbers() : Map.of();
    RawLog log = new RawLog(SourceFiles.stem(path), path, columns, preamble.constants(), texts);
    if (log.rows() == 0) {
      throw new BadInputException(path + " is empty: it has no row of numbers");
    }
    return log;
  }

  private static boolean isName(String cell, boolean decimalComma) {
    return CellText.number(cell, decimalComma).isEmpty();
  }
}
