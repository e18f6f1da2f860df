package org.workcell.datasets.logs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzWriter;

class LogFolderTest {

  @TempDir Path folder;

  private static LogMeta meta(String name) {
    return new LogMeta(
        name,
        "bench",
        List.of("a", "b"),
        CommandKind.POSITION,
        100,
        LogClock.MEASURED,
        Map.of("kp", 0.1, "mass", 1.0 / 3),
        "run.csv",
        "ab12");
  }

  private static RobotLog log(String name, double... times) {
    double[] two = new double[2 * times.length];
    Arrays.setAll(two, i -> Math.sin(i) / 3);
    return RobotLog.builder(meta(name), times)
        .with(Quantity.POSITION, two)
        .with(Quantity.COMMAND, two)
        .build();
  }

  private static String refusal(Runnable what) {
    String message = assertThrows(BadInputException.class, what::run).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private void assertRefused(String explanation) {
    String message = refusal(() -> LogFolder.read(folder.resolve("x.npz")));
    assertTrue(message.contains(explanation), message);
  }

  @Test
  void logsAreReadBackToTheBit() {
    double[] values = {-0.0, Double.NaN, Double.MIN_VALUE, 1e300, Math.PI, -3};
    double[] state = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    RobotLog log =
        RobotLog.builder(meta("x"), 0.1, 0.30000000000000004, 1e9)
            .with(Quantity.POSITION, values)
            .with(Quantity.TIP_POSITION, state)
            .with(Quantity.SIMULATION_STATE, state)
            .build();
    LogFolder.write(folder, log);
    RobotLog read = LogFolder.open(folder).readAll().get(0);
    assertEquals(log.meta(), read.meta());
    assertEquals(log.quantities(), read.quantities());
    assertArrayEquals(log.timesSeconds(), read.timesSeconds());
    for (Quantity quantity : log.quantities()) {
      assertArrayEquals(bits(log.values(quantity)), bits(read.values(quantity)));
    }
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  @Test
  void theSameLogGivesTheSameBytes() throws IOException {
    LogFolder.write(folder.resolve("one"), log("x", 0, 1, 2));
    LogFolder.write(folder.resolve("two"), log("x", 0, 1, 2));
    for (String name : List.of("x.npz", "x.json")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("one").resolve(name)),
          Files.readAllBytes(folder.resolve("two").resolve(name)));
    }
  }

  @Test
  void logsAreInTheOrderOfTheirNames() throws IOException {
    for (String name : List.of("b", "a", "c")) {
      LogFolder.write(folder, log(name, 0, 1));
    }
    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertEquals(List.of("a", "b", "c"), LogFolder.open(folder).names());
    Path one = folder.resolve("c.npz");
    assertEquals(List.of("c"), LogFolder.open(one).names());
    assertTrue(refusal(() -> LogFolder.open(List.of(folder, one))).contains("given twice"));
  }

  @Test
  void whereThereIsNoLogThatIsSaid() throws IOException {
    assertTrue(refusal(() -> LogFolder.open(folder)).contains("has no log"));
    assertTrue(refusal(() -> LogFolder.open(folder.resolve("no"))).contains("neither a folder"));
    Path csv = Files.writeString(folder.resolve("run.csv"), "1,2\n");
    assertTrue(refusal(() -> LogFolder.open(csv)).contains("sim2real import"));
  }

  static Stream<double[]> badTimes() {
    return Stream.of(
        new double[] {0},
        new double[] {0, 1, 1},
        new double[] {0, 2, 1},
        new double[] {0, Double.NaN, 2},
        new double[] {0, 1, Double.POSITIVE_INFINITY});
  }

  @ParameterizedTest
  @MethodSource("badTimes")
  void logsThatCannotBeComputedWithAreReadByValidatorsOnly(double[] times) {
    LogFolder.write(folder, log("x", times));
    assertRefused("row");
    assertArrayEquals(times, LogFolder.readAsItIs(folder.resolve("x.npz")).timesSeconds());
  }

  @Test
  void infiniteValuesAreRefused() {
    LogFolder.write(
        folder,
        RobotLog.builder(meta("x"), 0, 1)
            .with(Quantity.POSITION, 0, 1, Double.NEGATIVE_INFINITY, 3)
            .build());
    assertRefused("q of row 1 is infinite");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\"name\": \"x\"`        | `\"name\": \"../x\"`      | is no name of a log",
        "`\"name\": \"x\"`        | `\"name\": \"y\"`         | expected the name of the file",
        "`\"format\": 1`          | `\"format\": 2`           | this version reads 1",
        "`\"robot\": \"bench\"`   | `\"robot\": \"\\u001b[2J\"` | control characters",
        "`[ \"a\", \"b\" ]`       | `[ \"a\", \"a\" ]`        | names a joint twice",
        "`[ \"a\", \"b\" ]`       | `[ \"a\", null ]`         | does not describe a log",
        "`[ \"a\", \"b\" ]`       | `[ \"a\" ]`               | expected [3, 1]",
        "`\"POSITION\"`           | `\"HOPE\"`                | does not describe a log",
        "`\"command_kind\"`       | `\"kind\"`                | does not describe a log",
        "`}`                      | ` `                       | does not describe a log"
      })
  void damagedDescriptionsAreRefused(String from, String to, String explanation)
      throws IOException {
    LogFolder.write(folder, log("x", 0, 1, 2));
    Path json = folder.resolve("x.json");
    String text = Files.readString(json);
    assertTrue(text.contains(from), text);
    Files.writeString(json, text.replace(from, to));
    assertRefused(explanation);
  }

  @Test
  void arraysThatAreNotThoseOfTheDescriptionAreRefused() throws IOException {
    LogFolder.write(folder, log("y", 0, 1, 3));
    Path other = folder.resolve("y.npz");
    LogFolder.write(folder, log("x", 0, 1, 2));
    Files.copy(other, folder.resolve("x.npz"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertRefused("is not the file that x.json describes");
    Files.delete(folder.resolve("x.json"));
    assertRefused("x.json is not there");
  }

  /** A log of whose arrays nobody knows the checksum, as one that somebody writes in Python. */
  private void writeByHand(Map<String, NpyArray> arrays) throws IOException {
    LogFolder.write(folder, log("x", 0, 1, 2));
    Path json = folder.resolve("x.json");
    Files.writeString(
        json, Files.readString(json).replaceAll(",\\s*\"arrays_sha256\": \".*\"", ""));
    Files.write(folder.resolve("x.npz"), NpzWriter.toBytes(arrays, NpzWriter.STORED));
  }

  private static Map<String, NpyArray> arrays() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("t", NpyArray.ofDoubles(new double[] {0, 1, 2}));
    arrays.put("q", NpyArray.of("<f4", List.of(3, 2), new byte[24]));
    return arrays;
  }

  @Test
  void logsWrittenByHandNeedNoChecksum() throws IOException {
    writeByHand(arrays());
    assertEquals(3, LogFolder.read(folder.resolve("x.npz")).rows());
  }

  @Test
  void arraysOfOtherShapesAreRefused() throws IOException {
    Map<String, NpyArray> arrays = arrays();
    arrays.put("q", NpyArray.of("<f4", List.of(2, 3), new byte[24]));
    writeByHand(arrays);
    assertRefused("array q has the shape [2, 3]; expected [3, 2]");
    arrays = arrays();
    arrays.put("speed", arrays.get("q"));
    writeByHand(arrays);
    assertRefused("unknown arrays: speed");
    arrays = arrays();
    arrays.remove("t");
    writeByHand(arrays);
    assertRefused("no array t");
  }

  private void writeZip(String entry, byte[] content, int times) throws IOException {
    writeByHand(arrays());
    try (OutputStream file = Files.newOutputStream(folder.resolve("x.npz"));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry(entry));
      for (int i = 0; i < times; i++) {
        zip.write(content);
      }
      zip.closeEntry();
    }
  }

  private static byte[] npy(String header) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] file = new byte[10 + text.length];
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    System.arraycopy(magic, 0, file, 0, magic.length);
    System.arraycopy(text, 0, file, magic.length, text.length);
    return file;
  }

  @Test
  void picklesAreRefused() throws IOException {
    writeZip("t.npy", npy("{'descr': '|O', 'fortran_order': False, 'shape': (3,), }"), 1);
    assertRefused("pickled Python objects, which could run code");
  }

  @Test
  void claimsOfTenGigabytesAreRefused() throws IOException {
    writeZip("t.npy", npy("{'descr': '<f8', 'fortran_order': False, 'shape': (1300000000,), }"), 1);
    assertRefused("needs 10400000000");
  }

  @Test
  void pathsInArchivesAreRefused() throws IOException {
    writeZip("../../evil.npy", new byte[10], 1);
    assertRefused("expected nothing but arrays");
  }

  @Test
  void bombsAreRefusedBeforeTheyFillTheMemory() throws IOException {
    writeZip("t.npy", new byte[1 << 20], 300);
    assertTrue(Files.size(folder.resolve("x.npz")) < 1 << 20);
    assertRefused("is larger than the");
  }

  @Test
  void filesThatAreCutOffAreRefused() throws IOException {
    writeByHand(arrays());
    Path npz = folder.resolve("x.npz");
    byte[] content = Files.readAllBytes(npz);
    Files.write(npz, Arrays.copyOf(content, content.length / 2));
    assertRefused("is no npz file, or is cut off");
    Files.write(npz, new byte[0]);
    assertRefused("is no npz file, or is cut off");
  }

  @Test
  void namesThatArePathsAreNotWritten() {
    for (String name : List.of("../x", "a/b", "", ".hidden", "x".repeat(200))) {
      assertTrue(refusal(() -> LogFolder.write(folder, log(name, 0, 1))).contains("no name"));
    }
  }
}
