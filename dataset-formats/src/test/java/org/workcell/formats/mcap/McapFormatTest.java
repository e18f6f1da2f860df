package org.workcell.formats.mcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.datasets.logs.RawLog;
import org.workcell.sim.files.BadInputException;

/** Files that MCAP's own library has written; see {@code src/test/node/make_mcap.mjs}. */
class McapFormatTest {

  private static final McapFormat FORMAT = new McapFormat();
  private static final double NONE = Double.NaN;
  private static final String STATE = "sensor_msgs/msg/JointState";

  @TempDir Path folder;

  private static Path fixture(String name) {
    try {
      return Path.of(McapFormatTest.class.getResource(name + ".mcap").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "chunks", "zstd", "lz4"})
  void topicsAreHeldOntoTheJointStates(String name) throws IOException {
    assertTrue(FORMAT.recognises(fixture(name)));
    List<RawLog> logs = FORMAT.read(fixture(name));
    assertEquals(1, logs.size());
    RawLog log = logs.get(0);
    assertEquals(name, log.name());
    assertEquals(20, log.rows());
    for (int i = 0; i < 20; i++) {
      assertValue(0.01 * i, log, "/joint_states/log_time", i);
      assertValue(0.01 * i - 0.002, log, "/joint_states/header_stamp", i);
      assertValue(i, log, "/joint_states/position[0]", i);
      assertValue(-i, log, "/joint_states/position[1]", i);
      assertValue(i / 2.0, log, "/joint_states/velocity[0]", i);
      assertValue(i / 4.0, log, "/joint_states/velocity[1]", i);
      int command = i < 3 ? -1 : (i - 3) / 5 * 5 + 2;
      assertValue(command < 0 ? NONE : 200 + command, log, "/command/data[1]", i);
      int state = i == 0 ? -1 : (i - 1) / 2 * 2;
      assertValue(state < 0 ? NONE : -state, log, "/controller_state/reference.positions[0]", i);
      assertValue(state < 0 ? NONE : state, log, "/controller_state/feedback.positions[1]", i);
      assertValue(i < 5 ? NONE : i < 11 ? 3 : 9, log, "/trajectory/positions[0]", i);
      assertValue(i < 5 ? NONE : 0, log, "/trajectory/positions[1]", i);
      assertValue(i == 0 ? NONE : i - 1, log, "/pose/pose.position.x", i);
      assertValue(i == 0 ? NONE : 25 - i, log, "/battery/volts", i);
      assertValue(i == 0 ? NONE : 0.01 * (i - 1), log, "/battery/header_stamp", i);
      assertValue(i == 0 ? NONE : 0.01 * (i - 1) + 0.004, log, "/battery/log_time", i);
    }
    assertFalse(log.columns().containsKey("/joint_states/effort[0]"));
    assertFalse(log.columns().containsKey("/pose/header_stamp"), "a stamp that is not set");
    assertFalse(log.columns().containsKey("/command/layout.data_offset"));
  }

  private static void assertValue(double expected, RawLog log, String column, int row) {
    assertTrue(log.columns().containsKey(column), column + " of " + log.columns().keySet());
    assertEquals(expected, log.columns().get(column)[row], 1e-12, column + " row " + row);
  }

  @Test
  void textsSayWhatWasDone() throws IOException {
    RawLog log = FORMAT.read(fixture("chunks")).get(0);
    assertEquals("[\"pan\",\"lift\"]", log.texts().get("/joint_states/position.names"));
    assertEquals(
        "[\"lift\",\"pan\"]", log.texts().get("/controller_state/reference.positions.names"));
    assertEquals("1700000000000000000", log.texts().get("time_origin_ns"));
    assertEquals("/joint_states", log.texts().get("base_topic"));
    assertTrue(
        log.texts().get("topics").contains("/trajectory (trajectory_msgs/JointTrajectory, 3)"));
    assertTrue(log.texts().get("alignment").contains("zero-order hold"));
    assertTrue(log.texts().get("clock").startsWith("measured"));
    assertEquals(
        "/camera: messages in 'protobuf'; cdr and json are read", log.texts().get("not_read"));
  }

  @Test
  void fieldsOfAllTypesAreRead() throws IOException {
    RawLog log = FORMAT.read(fixture("zstd")).get(0);
    assertValue(200, log, "/mixed/small", 0);
    assertValue(-3, log, "/mixed/word", 0);
    assertValue(1, log, "/mixed/flags[0]", 0);
    assertValue(0, log, "/mixed/flags[1]", 0);
    assertValue(0x1p40, log, "/mixed/large", 0);
    assertValue(0.25, log, "/mixed/few[1]", 0);
    assertValue(-0x1p40, log, "/mixed/last", 0);
    assertValue(2, log, "/battery/cells[1]", 5);
    assertValue(1, log, "/battery/ok", 5);
    assertFalse(log.columns().keySet().stream().anyMatch(name -> name.contains("tags")));
  }

  /** Times at which both have a message are one row. */
  @Test
  void twoArmsHaveTheRowsOfBoth() throws IOException {
    List<RawLog> logs = FORMAT.read(fixture("two_arms"));
    assertEquals(1, logs.size());
    RawLog log = logs.get(0);
    assertEquals(20, log.rows());
    assertEquals("/left/joint_states, /joint_states", log.texts().get("base_topic"));
    assertTrue(log.texts().get("alignment").contains("'repair: drop'"));
    for (int row = 0; row < 20; row++) {
      assertValue(row, log, "/joint_states/position[0]", row);
      assertValue(row / 4 * 4, log, "/left/joint_states/position[0]", row);
      assertValue(row / 4 * 4 * 0.01, log, "/left/joint_states/log_time", row);
    }
  }

  @Test
  void bagsAreReadInTheOrderOfTheirParts() throws IOException {
    Path bag = Files.createDirectory(folder.resolve("bag"));
    Files.writeString(bag.resolve("metadata.yaml"), "rosbag2_bagfile_information:\n");
    Files.write(bag.resolve("bag_10.mcap"), states(2_000_000_000L, 7));
    Files.write(bag.resolve("bag_2.mcap"), states(1_000_000_000L, 6));
    assertTrue(FORMAT.recognises(bag));
    RawLog log = FORMAT.read(bag).get(0);
    assertEquals("bag", log.name());
    assertEquals(2, log.rows());
    assertValue(6, log, "/js/position[0]", 0);
    assertValue(7, log, "/js/position[0]", 1);
    assertValue(1, log, "/js/log_time", 1);
  }

  private static byte[] states(long timeNs, double position) {
    return new McapBytes()
        .schema(1, STATE, "ros2idl", "not understood, but known")
        .channel(1, 1, "/js", "cdr")
        .message(1, timeNs, state(ByteOrder.BIG_ENDIAN, 1, position))
        .end();
  }

  /** A state of one joint; the header makes values unaligned unless they are padded. */
  private static byte[] state(ByteOrder order, int positions, double position) {
    ByteBuffer out = ByteBuffer.allocate(200).order(order);
    out.put(new byte[] {0, (byte) (order == ByteOrder.LITTLE_ENDIAN ? 1 : 0), 0, 0});
    out.putInt(1).putInt(500_000_000);
    text(out, "ab");
    out.putInt(1);
    text(out, "pan");
    out.putInt(positions);
    pad(out, 8);
    out.putDouble(position).putInt(0).putInt(0);
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private static void text(ByteBuffer out, String text) {
    out.putInt(text.length() + 1).put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
    pad(out, 4);
  }

  private static void pad(ByteBuffer out, int alignment) {
    while ((out.position() - 4) % alignment != 0) {
      out.put((byte) 0);
    }
  }

  @Test
  void bothByteOrdersAreRead() throws IOException {
    byte[] file =
        new McapBytes()
            .schema(1, STATE, "", "")
            .channel(1, 1, "/js", "cdr")
            .message(1, 3_000_000_000L, state(ByteOrder.BIG_ENDIAN, 1, 0.5))
            .message(1, 2_000_000_000L, state(ByteOrder.LITTLE_ENDIAN, 1, 0.25))
            .end();
    RawLog log = FORMAT.read(Files.write(folder.resolve("a.mcap"), file)).get(0);
    assertValue(0.25, log, "/js/position[0]", 0);
    assertValue(0.5, log, "/js/position[0]", 1);
    assertValue(0, log, "/js/log_time", 1);
    assertValue(-1.5, log, "/js/header_stamp", 0);
  }

  private void assertRefused(byte[] file, String reason) throws IOException {
    Path path = Files.write(folder.resolve("bad.mcap"), file);
    BadInputException refused = assertThrows(BadInputException.class, () -> FORMAT.read(path));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  private static McapBytes start() {
    return new McapBytes().schema(1, STATE, "", "").channel(1, 1, "/js", "cdr");
  }

  @Test
  void recordingsThatWereCutOffAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("zstd"));
    for (int length : new int[] {8, 30, whole.length / 2, whole.length - 1}) {
      assertRefused(java.util.Arrays.copyOf(whole, length), "was the recording cut off?");
    }
  }

  @Test
  void claimsAreRefusedBeforeMemoryIsTaken() throws IOException {
    byte[] message = state(ByteOrder.LITTLE_ENDIAN, 1, 1);
    assertRefused(
        start().add(new byte[] {5}).add(McapBytes.join(10_000_000_000L)).end(0),
        "claims 10000000000 bytes");
    assertRefused(
        start().add(new byte[] {5}).add(McapBytes.join(-1L)).end(0),
        "claims 18446744073709551615 bytes");
    assertRefused(
        start().add(McapBytes.chunk(10_000_000_000L, 0, "zstd", new byte[8])).end(),
        "a chunk claims 10000000000 bytes");
    assertRefused(
        start().add(McapBytes.chunk(1 << 20, 0, "lz4", new byte[8])).end(),
        "do not become the 1048576 bytes");
    assertRefused(
        start().message(1, 1, state(ByteOrder.LITTLE_ENDIAN, Integer.MAX_VALUE, 1)).end(),
        "a message of topic '/js' (sensor_msgs/JointState)");
    assertRefused(
        start().record(4, McapBytes.join((short) 1, (short) 1, Integer.MAX_VALUE)).end(),
        "a record ends too early");
    assertRefused(start().record(5, new byte[3]).end(), "a record ends too early");
    assertRefused(start().message(2, 1, message).end(), "channel 2, which is not there");
    assertRefused(start().record(0, message).end(), "of kind 0");
    assertRefused(start().message(1, -5, message).end(), "has the time -5");
    assertRefused(start().channel(1, 1, "/other", "cdr").end(), "channel 1 is there twice");
  }

  @Test
  void checksumsAreChecked() throws IOException {
    byte[] message = state(ByteOrder.LITTLE_ENDIAN, 1, 1);
    byte[] records = McapBytes.record(5, (short) 1, 0, 1L, 1L, message);
    int crc = McapBytes.crc(records);
    byte[] sound = start().add(McapBytes.chunk(records.length, crc, "", records)).end();
    assertEquals(1, FORMAT.read(Files.write(folder.resolve("a.mcap"), sound)).get(0).rows());
    assertRefused(
        start().add(McapBytes.chunk(records.length, crc + 1, "", records)).end(),
        "the checksum of a chunk is another");
    assertRefused(
        start().message(1, 1, message).end(77), "the checksum of the data section is another");
    assertRefused(
        start().add(McapBytes.chunk(records.length, crc, "rar", records)).end(),
        "compressed by 'rar'");
    byte[] whole = Files.readAllBytes(fixture("zstd"));
    whole[whole.length - 200] ^= 1;
    assertRefused(whole, "the checksum of the summary is another");
  }

  @Test
  void whatIsNotReadIsNamed() throws IOException {
    assertRefused(start().end(), "no messages with numbers");
    assertRefused(
        new McapBytes()
            .schema(1, "a/msg/A", "ros2msg", "A next\n")
            .channel(1, 1, "/loop", "cdr")
            .message(1, 1, new byte[] {0, 1, 0, 0})
            .end(),
        "lie more than 16 deep");
    assertRefused(
        new McapBytes()
            .schema(1, "a/msg/A", "ros2msg", "float64[] data\n")
            .channel(1, 1, "/wide", "cdr")
            .message(1, 1, wide(5000))
            .end(),
        "more than 1024 numbers in a message");
    assertRefused(
        new McapBytes()
            .channel(1, 0, "/deep", "json")
            .message(1, 1, "{\"a\":".repeat(3000).getBytes(StandardCharsets.UTF_8))
            .end(),
        "a message is not sound JSON");
  }

  private static byte[] wide(int count) {
    ByteBuffer out = ByteBuffer.allocate(12 + 8 * count).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {0, 1, 0, 0}).putInt(count);
    return out.array();
  }

  @Test
  void bagsInSqliteAreRefusedWithWhatConvertsThem() throws IOException {
    Path bag =
        Files.write(
            folder.resolve("bag.db3"),
            "SQLite format 3\0 and so on".getBytes(StandardCharsets.US_ASCII));
    assertTrue(FORMAT.recognises(bag));
    BadInputException refused = assertThrows(BadInputException.class, () -> FORMAT.read(bag));
    assertTrue(refused.getMessage().contains("mcap convert"), refused.getMessage());
    assertFalse(FORMAT.recognises(Files.write(folder.resolve("b.db3"), new byte[20])));
    assertFalse(FORMAT.recognises(folder));
  }

  /** Whatever is changed in a file, it is read or refused, never anything else. */
  @Test
  void damagedFilesNeverFailOtherwise() throws IOException {
    Random random = new Random(3);
    int refused = 0;
    for (String name : List.of("plain", "lz4", "zstd")) {
      byte[] whole = Files.readAllBytes(fixture(name));
      for (int trial = 0; trial < 100; trial++) {
        byte[] damaged = whole.clone();
        int at = random.nextInt(whole.length - 45);
        for (int k = 0; k < 3; k++) {
          damaged[Math.min(whole.length - 38, at + random.nextInt(40))] =
              (byte) random.nextInt(256);
        }
        Path path = Files.write(folder.resolve("damaged.mcap"), damaged);
        try {
          FORMAT.read(path);
        } catch (BadInputException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 200, "refused: " + refused);
  }
}
