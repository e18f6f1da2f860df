package org.workcell.server.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.server.EventLog;
import org.workcell.server.session.CallException;
import org.workcell.server.session.ErrorCode;
import org.workcell.server.session.Segment;
import org.workcell.sim.batch.BatchDescriptor;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.task.TaskOptions;
import org.workcell.testing.PointMassTask;

/** Where segments lie, and that there is room before anybody writes. */
class SharedMemoryTest {

  private static final SegmentDescriptor SEGMENT =
      new SegmentDescriptor(
          BatchDescriptor.of(
              new PointMassTask().spec(TaskOptions.defaults(new PointMassTask())).layout(), 100),
          2,
          false);

  @TempDir Path full;
  @TempDir Path roomy;
  private final EventLog log = new EventLog(System.err, EventLog.Level.ERROR);

  @AfterEach
  void closeLog() {
    log.close();
  }

  private SharedMemory memory(long freeInFull, long freeInRoomy) {
    return new SharedMemory(
        List.of(full, roomy), folder -> folder.equals(full) ? freeInFull : freeInRoomy, log);
  }

  private static ByteBuffer whole(Segment segment) {
    return segment.memory().region(SEGMENT, 0, (int) SEGMENT.bytes());
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void theFirstFolderWithRoomIsTaken() throws IOException {
    try (Segment segment = memory(SEGMENT.bytes() - 1, SEGMENT.bytes()).create()) {
      assertTrue(segment.isShared());
      assertTrue(segment.path().isEmpty(), "nothing is made before the size is known");
      ByteBuffer memory = whole(segment);
      memory.put(7, (byte) 1);
      assertTrue(segment.path().orElseThrow().startsWith(roomy));
      assertEquals(SEGMENT.bytes(), Files.size(segment.path().get()));
      assertEquals(1, Files.readAllBytes(segment.path().get())[7]);
      assertEquals(List.of(), files(full));
    }
    assertEquals(List.of(), files(roomy));
  }

  @Test
  void withoutRoomTheErrorSaysHowMuchIsNeededAndFree() throws IOException {
    try (Segment segment = memory(10, 20).create()) {
      CallException refusal = assertThrows(CallException.class, () -> whole(segment));
      assertEquals(ErrorCode.RESOURCE_EXHAUSTED, refusal.code());
      for (String part : List.of("need " + SEGMENT.bytes(), "10 bytes free", "20 bytes free")) {
        assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
      }
    }
    assertEquals(List.of(), files(full));
    assertEquals(List.of(), files(roomy));
  }

  @Test
  void aFolderThatCannotBeUsedIsPassedOver() throws IOException {
    Path missing = full.resolve("missing");
    SharedMemory memory = new SharedMemory(List.of(missing, roomy), folder -> Long.MAX_VALUE, log);
    try (Segment segment = memory.create()) {
      whole(segment);
      assertEquals(1, files(roomy).size());
    }
  }

  @Test
  void aMappedSegmentHasNoNameAndKeepsItsBytes() throws IOException {
    SharedMemory memory = memory(Long.MAX_VALUE, 0);
    Segment segment = memory.create();
    ByteBuffer bytes = whole(segment);
    segment.mapped();
    segment.mapped();
    assertEquals(List.of(), files(full));
    bytes.putLong(8, 42);
    assertEquals(42, bytes.getLong(8));
    assertEquals(SEGMENT.bytes(), memory.bytes());
    segment.close();
    segment.close();
    assertEquals(0, memory.bytes());
    assertThrows(IllegalStateException.class, () -> whole(segment));
  }

  @Test
  void whatKilledServersLeftIsRemovedAndNothingElse() throws IOException, InterruptedException {
    SharedMemory memory = memory(Long.MAX_VALUE, 0);
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    OwnProcess own = OwnProcess.current();
    Path live = Files.createFile(full.resolve(Leftovers.newName(own)));
    Path dead =
        Files.createFile(
            full.resolve(Leftovers.newName(new OwnProcess(own.namespace(), ended.pid(), 1))));
    Path reused =
        Files.createFile(
            full.resolve(
                Leftovers.newName(
                    new OwnProcess(own.namespace(), own.pid(), own.startTicks() - 1))));
    Path elsewhere =
        Files.createFile(full.resolve(Leftovers.newName(new OwnProcess("1", ended.pid(), 1))));
    Path other = Files.createFile(full.resolve("workcell-segment-of-somebody"));
    assertEquals(2, memory.removeLeftovers());
    assertFalse(Files.exists(dead) || Files.exists(reused));
    assertTrue(Files.exists(live) && Files.exists(elsewhere) && Files.exists(other));
  }
}
