package org.workcell.formats.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.files.BadInputException;

/** Files that pyarrow has written; see {@code src/test/python/make_parquet.py}. */
class ParquetInputTest {

  private static final int ROWS = 90;

  /** Of a folder with more files of the same rows; see {@code make_parquet.py --all}. */
  private static final String MORE = "WORKCELL_PARQUET_FILES";

  @TempDir Path folder;

  private static Path fixture(String name) {
    try {
      return Path.of(ParquetInputTest.class.getResource(name + ".parquet").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<Path> files() throws IOException {
    Path more = Path.of(System.getenv().getOrDefault(MORE, fixture("snappy").getParent() + ""));
    try (Stream<Path> files = Files.list(more)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .filter(file -> !file.endsWith("texts.parquet") && !file.endsWith("meanings.parquet"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void valuesNullsAndListsAreThoseThatPyarrowWrote(Path file) {
    try (ParquetInput input = ParquetInput.open(file)) {
      assertEquals(ROWS, input.rows());
      assertEquals(
          List.of(
              "flag", "small", "index", "single", "real", "action", "fixed", "ragged", "pair/x",
              "pair/y"),
          input.numberColumns());
      assertEquals(13, input.columns().size());
      for (String column : input.numberColumns()) {
        ColumnRows rows = input.read(column);
        assertEquals(ROWS, rows.rows(), column);
        for (int i = 0; i < ROWS; i++) {
          assertEquals(expected(column, i), row(rows, i), column + " row " + i);
        }
      }
      ColumnRows texts = input.read("text");
      ColumnRows raw = input.read("raw");
      for (int i = 0; i < ROWS; i++) {
        if (i % 5 == 2) {
          assertNull(texts.text(i, 0));
        } else {
          assertEquals("t" + i % 3 + "ä", texts.text(i, 0));
        }
        assertEquals(3, raw.bytes(i, 0).length);
        assertEquals((byte) (255 - i), raw.bytes(i, 0)[2]);
      }
    }
  }

  private static List<Double> row(ColumnRows rows, int row) {
    return Stream.iterate(0, k -> k + 1)
        .limit(rows.length(row))
        .map(k -> rows.number(row, k))
        .toList();
  }

  private static List<Double> expected(String column, int i) {
    double missing = Double.NaN;
    return switch (column) {
      case "flag" -> List.of(i % 7 == 6 ? missing : i % 3 == 0 ? 1.0 : 0.0);
      case "small" -> List.of(i % 5 - 2.0);
      case "index" -> List.of((double) ((1L << 40) + i));
      case "single" -> List.of(i % 4 == 1 ? missing : i / 2.0);
      case "real" -> List.of(i * i / 8.0);
      case "action" -> List.of((double) i, i + 0.25, i == 0 ? 0.0 : -i);
      case "fixed" -> List.of((double) i, 2.0 * i);
      case "ragged" -> List.of(i + 0.0, i + 0.25, missing).subList(0, i % 6 == 5 ? 0 : i % 4);
      case "pair/x" -> List.of(i / 8.0);
      default -> List.of(i == 0 ? 0.0 : (double) -i);
    };
  }

  @Test
  void whatTheWriterWritesIsRead() throws IOException {
    Path path = folder.resolve("own.parquet");
    List<Column> columns =
        List.of(
            Column.of("d", Column.Type.DOUBLE),
            Column.list("v", Column.Type.FLOAT, 1),
            Column.list("m", Column.Type.FLOAT, 2),
            Column.list("texts", Column.Type.TEXT, 1),
            Column.field("image", "bytes", Column.Type.BYTES),
            Column.field("image", "path", Column.Type.TEXT));
    try (ParquetFile file = new ParquetFile(path, columns)) {
      for (int group = 0; group < 2; group++) {
        List<ColumnValues> values = columns.stream().map(ColumnValues::new).toList();
        for (int i = 0; i < 3; i++) {
          values.get(0).add(i + 10.0 * group);
          values.get(1).addRow(new double[] {i, -i}, List.of(2));
          values.get(2).addRow(new double[] {i, i, i, i}, List.of(2, 2));
          values.get(3).add("a", "b" + i);
          values.get(4).add(new byte[i]);
          values.get(5).add("p");
        }
        file.addRowGroup(values);
      }
      file.finish(Map.of("key", "value"));
    }
    try (ParquetInput input = ParquetInput.open(path)) {
      assertEquals(Map.of("key", "value"), input.metadata());
      assertEquals(List.of("d", "v"), input.numberColumns());
      assertEquals(List.of("d", "v", "m", "texts", "image/bytes", "image/path"), input.columns());
      assertEquals(List.of(12.0), row(input.read("d"), 5));
      assertEquals(List.of(1.0, -1.0), row(input.read("v"), 4));
      assertEquals("b2", input.read("texts").text(5, 1));
      assertEquals(2, input.read("image/bytes").bytes(2, 0).length);
      assertRefused(() -> input.read("m"), "lists in lists");
      assertRefused(() -> input.read("nothing"), "has 0 columns 'nothing'");
    }
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable work, String reason) {
    BadInputException refused = assertThrows(BadInputException.class, work);
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  private void assertRefused(byte[] content, String reason) throws IOException {
    Path path = Files.write(folder.resolve("bad.parquet"), content);
    assertRefused(() -> readAll(path), reason);
  }

  private static void readAll(Path path) {
    try (ParquetInput input = ParquetInput.open(path)) {
      input.metadata();
      for (String column : input.numberColumns()) {
        input.read(column);
      }
    }
  }

  /** A file of a footer alone. */
  private static byte[] footer(CompactWriter footer) {
    byte[] bytes = footer.finish();
    java.nio.ByteBuffer file =
        java.nio.ByteBuffer.allocate(4 + bytes.length + 8)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .put("PAR1".getBytes(StandardCharsets.US_ASCII))
            .put(bytes)
            .putInt(bytes.length)
            .put("PAR1".getBytes(StandardCharsets.US_ASCII));
    return file.array();
  }

  /** One column of one row group that claims to lie there. */
  private static byte[] claims(long rows, long offset, long bytes, int children) {
    return footer(
        new CompactWriter()
            .i32(1, 1)
            .structs(
                2,
                List.of("schema", "d"),
                (to, name) -> {
                  if (name.equals("d")) {
                    to.i32(1, 5).i32(3, 0).text(4, name);
                  } else {
                    to.text(4, name).i32(5, children);
                  }
                })
            .i64(3, rows)
            .structs(
                4,
                List.of(rows),
                (to, count) ->
                    to.structs(
                            1,
                            List.of("d"),
                            (chunk, name) ->
                                chunk
                                    .i64(2, offset)
                                    .struct(
                                        3,
                                        data ->
                                            data.i32(1, 5)
                                                .i32s(2, List.of(0))
                                                .texts(3, List.of("d"))
                                                .i32(4, 0)
                                                .i64(5, count)
                                                .i64(6, bytes)
                                                .i64(7, bytes)
                                                .i64(9, offset)))
                        .i64(3, count)));
  }

  @Test
  void claimsAreRefusedBeforeMemoryIsTaken() throws IOException {
    assertRefused(claims(1_000_000_000, 4, 10, 1), "claims 1000000000 rows");
    assertRefused(claims(1L << 40, 4, 10, 1), "claims a size of 1099511627776");
    assertRefused(claims(3, 1L << 33, 10, 1), "claims 10 bytes at 8589934592");
    assertRefused(claims(3, -5, 10, 1), "claims 10 bytes at -5");
    assertRefused(claims(3, 4, 10_000_000_000L, 1), "claims 10000000000 bytes at 4");
    assertRefused(claims(3, 4, 0, 1), "ends before its last page");
    assertRefused(claims(3, 4, 10, 2), "claims more elements than it has");
    assertRefused(claims(3, 4, 10, 0), "elements that belong to nothing");
    assertRefused(claims(3, 4, 10, Integer.MAX_VALUE), "claims more elements than it has");
  }

  @Test
  void schemasThatAreTooDeepAreRefused() throws IOException {
    assertRefused(
        footer(
            new CompactWriter()
                .structs(
                    2,
                    java.util.Collections.nCopies(100_000, "g"),
                    (to, name) -> to.i32(3, 1).text(4, name).i32(5, 1))
                .i64(3, 0)
                .structs(4, List.<String>of(), (to, none) -> {})),
        "more than 32 levels deep");
    byte[] nested = new byte[100_000];
    java.util.Arrays.fill(nested, (byte) 0x1C);
    assertRefused(footer(nested), "more than 16 deep");
  }

  private static byte[] footer(byte[] bytes) {
    byte[] file = new byte[bytes.length + 12];
    System.arraycopy("PAR1".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 4);
    System.arraycopy(bytes, 0, file, 4, bytes.length);
    java.nio.ByteBuffer.wrap(file, bytes.length + 4, 8)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length)
        .put("PAR1".getBytes(StandardCharsets.US_ASCII));
    return file;
  }

  @Test
  void filesThatWereCutOffAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("snappy"));
    for (int length : new int[] {0, 3, 11, 100, whole.length / 2, whole.length - 1}) {
      assertRefused(java.util.Arrays.copyOf(whole, length), "is not a sound Parquet file");
    }
    byte[] claim = whole.clone();
    claim[whole.length - 5] = 0x7F;
    assertRefused(claim, "its footer claims 21");
    claim[whole.length - 1] = 'E';
    assertRefused(claim, "an encrypted footer");
  }

  @Test
  void pagesWithAnotherChecksumAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("zstd"));
    int refused = 0;
    for (int at = 4; at < 204; at++) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 1;
      Path path = Files.write(folder.resolve("bad.parquet"), damaged);
      try {
        readAll(path);
      } catch (BadInputException e) {
        refused += e.getMessage().contains("another checksum") ? 1 : 0;
      }
    }
    assertTrue(refused > 50, "refused: " + refused);
  }

  @Test
  void unsignedIntegersAreReadAndDecimalsAreNot() {
    try (ParquetInput input = ParquetInput.open(fixture("meanings"))) {
      assertEquals(List.of("word", "large", "small"), input.numberColumns());
      assertEquals(0xFFFF_FFFFL, input.read("word").number(0, 0));
      assertEquals(0x1p63, input.read("large").number(0, 0));
      assertEquals(255, input.read("small").number(0, 0));
      assertRefused(() -> input.read("price"), "decimal");
    }
  }

  @Test
  void encodingsThatAreNotReadAreNamed() {
    try (ParquetInput input = ParquetInput.open(fixture("texts"))) {
      assertRefused(() -> input.read("text"), "encoding 6 of column 'text', which is not read");
    }
  }

  /** Whatever is changed in a file, it is read or refused, never anything else. */
  @Test
  void damagedFilesNeverFailOtherwise() throws IOException {
    Random random = new Random(5);
    int refused = 0;
    for (String name : List.of("snappy", "zstd", "gzip", "none", "lz4", "split", "delta")) {
      byte[] whole = Files.readAllBytes(fixture(name));
      for (int trial = 0; trial < 50; trial++) {
        byte[] damaged = whole.clone();
        int at = trial % 2 == 0 ? random.nextInt(whole.length) : whole.length - 1500;
        for (int k = 0; k < 3; k++) {
          damaged[Math.min(whole.length - 1, at + random.nextInt(1500))] =
              (byte) random.nextInt(256);
        }
        Path path = Files.write(folder.resolve("damaged.parquet"), damaged);
        try {
          readAll(path);
        } catch (BadInputException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 100, "refused: " + refused);
  }
}
