package org.workcell.formats.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes by hand from the format's description; pyarrow reads whole files in another test. */
class ParquetFileTest {

  @TempDir Path folder;

  private static void assertBytes(String hex, byte[] actual) {
    assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(actual));
  }

  @Test
  void structuresAreInTheCompactProtocol() {
    byte[] bytes =
        new CompactWriter()
            .i32(1, -1)
            .i64(3, 300)
            .text(20, "ab")
            .struct(21, inner -> inner.i32(2, 1))
            .i32s(22, List.of(0, 3))
            .finish();
    assertBytes("15 01 26 d804 08 28 02 6162 1c 25 02 00 19 25 00 06 00", bytes);
  }

  @Test
  void longListsSayTheirLengthApart() {
    byte[] bytes = new CompactWriter().texts(1, java.util.Collections.nCopies(16, "")).finish();
    assertBytes("19 f8 10 " + "00".repeat(16) + "00", bytes);
  }

  @Test
  void pagesHoldLevelsAndElements() {
    ColumnValues numbers = new ColumnValues(Column.of("a", Column.Type.INT64));
    assertBytes("02000000 0401 0500000000000000 feffffffffffffff", numbers.add(5L).add(-2L).page());

    ColumnValues flags = new ColumnValues(Column.of("a", Column.Type.BOOLEAN));
    for (int i = 0; i < 9; i++) {
      flags.add((double) (i % 3 == 0 ? 1 : 0));
    }
    assertBytes("02000000 1201 49 00", flags.page());

    ColumnValues texts = new ColumnValues(Column.of("a", Column.Type.TEXT));
    assertBytes("02000000 0201 02000000 c3a9", texts.add("é").page());
  }

  /** Runs of levels: 0 begins a row, 1 goes on with its list; every element is there. */
  @Test
  void listsBeginWithLevelZero() {
    ColumnValues lists = new ColumnValues(Column.list("a", Column.Type.FLOAT, 1));
    lists.addRow(new double[] {1, 2}, List.of(2)).addRow(new double[] {3, 4}, List.of(2));
    assertBytes(
        "08000000 0200 0201 0200 0201  02000000 0803  0000803f 00000040 00004040 00008040",
        lists.page());
  }

  @Test
  void nestedListsGoOnWithTheInnermostThatIsNotFull() {
    ColumnValues lists = new ColumnValues(Column.list("a", Column.Type.DOUBLE, 3));
    lists.addRow(new double[6], List.of(3, 1, 2));
    byte[] page = lists.page();
    assertBytes("0c000000 0200 0203 0201 0203 0201 0203", Arrays.copyOf(page, 16));
    assertBytes("02000000 0c07", Arrays.copyOfRange(page, 16, 22));
  }

  @Test
  void valuesThatDoNotFitAreRefused() throws IOException {
    ColumnValues list = new ColumnValues(Column.list("a", Column.Type.FLOAT, 1));
    assertThrows(IllegalArgumentException.class, () -> list.addRow(new double[0], List.of(0)));
    assertThrows(IllegalArgumentException.class, () -> list.add(1.0));
    assertThrows(IllegalArgumentException.class, () -> list.add(1L));
    assertThrows(IllegalArgumentException.class, () -> list.add("text"));
    Column a = Column.of("a", Column.Type.INT64);
    Column b = Column.of("b", Column.Type.INT64);
    try (ParquetFile file = new ParquetFile(folder.resolve("a.parquet"), List.of(a, b))) {
      List<ColumnValues> uneven =
          List.of(new ColumnValues(a).add(1L), new ColumnValues(b).add(1L).add(2L));
      assertThrows(IllegalArgumentException.class, () -> file.addRowGroup(uneven));
    }
  }

  @Test
  void filesBeginAndEndWithTheirName() throws IOException {
    Column a = Column.of("a", Column.Type.INT64);
    Path path = folder.resolve("a.parquet");
    try (ParquetFile file = new ParquetFile(path, List.of(a))) {
      file.addRowGroup(List.of(new ColumnValues(a).add(1L)));
      file.finish(Map.of("key", "value"));
      assertEquals(Files.size(path), file.bytes());
    }
    byte[] bytes = Files.readAllBytes(path);
    byte[] name = "PAR1".getBytes(StandardCharsets.US_ASCII);
    assertArrayEquals(name, Arrays.copyOf(bytes, 4));
    assertArrayEquals(name, Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
  }
}
