package org.workcell.formats.logs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.logs.RawLog;
import org.workcell.formats.parquet.Column;
import org.workcell.formats.parquet.ColumnValues;
import org.workcell.formats.parquet.ParquetFile;
import org.workcell.sim.files.BadInputException;

class ParquetFormatTest {

  private static final ParquetFormat FORMAT = new ParquetFormat();

  @TempDir Path folder;

  private Path file(List<Column> columns, int[] lengths) throws IOException {
    Path path = folder.resolve("run.parquet");
    try (ParquetFile file = new ParquetFile(path, columns)) {
      List<ColumnValues> values = columns.stream().map(ColumnValues::new).toList();
      for (int i = 0; i < lengths.length; i++) {
        for (ColumnValues each : values) {
          if (each.column().type() == Column.Type.TEXT) {
            each.add("text");
          } else if (each.column().dimensions() == 0) {
            each.add(i / 4.0);
          } else {
            int length = each.column().name().equals("ragged") ? lengths[i] : 2;
            each.addRow(new double[length], List.of(length));
          }
        }
      }
      file.addRowGroup(values);
      file.finish(Map.of());
    }
    return path;
  }

  @Test
  void columnsOfNumbersAreALog() throws IOException {
    Path path =
        file(
            List.of(
                Column.of("t", Column.Type.DOUBLE),
                Column.of("note", Column.Type.TEXT),
                Column.list("q", Column.Type.FLOAT, 1),
                Column.list("ragged", Column.Type.FLOAT, 1)),
            new int[] {1, 2, 1});
    assertTrue(FORMAT.recognises(path));
    RawLog log = FORMAT.read(path).get(0);
    assertEquals("run", log.name());
    assertEquals(List.of("t", "q[0]", "q[1]"), List.copyOf(log.columns().keySet()));
    assertArrayEquals(new double[] {0, 0.25, 0.5}, log.columns().get("t"));
    assertEquals(
        "note: neither numbers nor lists of numbers; ragged: lists of different lengths",
        log.texts().get("not_read"));
  }

  @Test
  void filesWithoutNumbersAreRefused() throws IOException {
    Path path = file(List.of(Column.of("note", Column.Type.TEXT)), new int[] {1});
    assertThrows(BadInputException.class, () -> FORMAT.read(path));
    Files.writeString(path, "PK");
    assertFalse(FORMAT.recognises(path));
    assertFalse(FORMAT.recognises(folder));
  }
}
