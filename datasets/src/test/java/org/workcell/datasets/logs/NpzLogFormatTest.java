package org.workcell.datasets.logs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzWriter;

class NpzLogFormatTest {

  @TempDir Path folder;

  private final Map<String, NpyArray> arrays = new LinkedHashMap<>();

  private RawLog read() throws IOException {
    Path file = folder.resolve("run.npz");
    Files.write(file, NpzWriter.toBytes(arrays, NpzWriter.SMALLEST));
    assertTrue(new NpzLogFormat().recognises(file));
    return new NpzLogFormat().read(file).get(0);
  }

  @Test
  void rowsAreColumnsAndShortArraysConstants() throws IOException {
    arrays.put("time", NpyArray.ofDoubles(new double[] {0, 1, 2}));
    arrays.put("ticks", NpyArray.of("<u2", List.of(3), new byte[] {1, 0, 0, 1, -1, -1}));
    arrays.put(
        "q",
        NpyArray.of("<i2", List.of(3, 1, 2), new byte[] {1, 0, 2, 0, 3, 0, 4, 0, -1, -1, 6, 0}));
    arrays.put("kp", NpyArray.ofDoubles(new double[] {40, 50}));
    arrays.put("fps", NpyArray.ofLong(30));
    arrays.put("robot", NpyArray.ofText("so101"));
    RawLog log = read();
    assertEquals(3, log.rows());
    assertArrayEquals(new double[] {1, 256, 65535}, log.columns().get("ticks"));
    assertArrayEquals(new double[] {1, 3, -1}, log.columns().get("q[0]"));
    assertArrayEquals(new double[] {2, 4, 6}, log.columns().get("q[1]"));
    assertEquals(Map.of("kp[0]", 40.0, "kp[1]", 50.0, "fps", 30.0), log.constants());
    assertEquals("so101", log.texts().get("robot"));
  }

  @Test
  void arraysThatAreTooShortAreRefused() throws IOException {
    arrays.put("time", NpyArray.ofDoubles(new double[200]));
    arrays.put("q", NpyArray.ofDoubles(new double[199]));
    String message = assertThrows(BadInputException.class, this::read).getMessage();
    assertTrue(message.contains("array q has the shape [199]; expected 200 rows"), message);
  }

  @Test
  void emptyFilesAndImagesAreRefused() throws IOException {
    arrays.put("time", NpyArray.ofDoubles(new double[0]));
    assertTrue(assertThrows(BadInputException.class, this::read).getMessage().contains("is empty"));
    arrays.put("time", NpyArray.ofDoubles(new double[2]));
    arrays.put("rgb", NpyArray.of("|u1", List.of(2, 64, 64, 3), new byte[2 * 64 * 64 * 3]));
    assertTrue(
        assertThrows(BadInputException.class, this::read).getMessage().contains("Leave images"));
  }
}
