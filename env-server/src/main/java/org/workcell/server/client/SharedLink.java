package org.workcell.server.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.workcell.sim.vector.RemoteBatches;
import org.workcell.sim.wire.WireMessage;

/**
 * Batches in a segment that the server has made and both sides map. The mapping ends when nobody
 * refers to the batches any more, so that a batch can be read even after the vector is closed.
 */
final class SharedLink implements VectorLink {

  private final LocalConnection connection;
  private final long vector;
  private final RemoteBatches batches;
  private boolean answersByDoorbell;

  SharedLink(LocalConnection connection, OpenedVector opened) {
    this.connection = connection;
    this.vector = opened.vector();
    Path file =
        opened
            .segment()
            .orElseThrow(
                () ->
                    new ConnectionLostException(
                        "the server shares no memory; use client and server of one version", null));
    try (FileChannel segment =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      this.batches = opened.batchesOver((whole, offset, bytes) -> map(segment, offset, bytes));
    } catch (IOException | UncheckedIOException e) {
      throw new ConnectionLostException(
          "the server's memory %s cannot be mapped (%s); is the server on this machine and of this user,"
                  .formatted(file, e.getMessage())
              + " and can this process read the same folder?",
          e);
    }
    connection.call(Answers.call(Map.of("call", "mapped", "vector", vector)));
  }

  private static ByteBuffer map(FileChannel segment, long offset, int bytes) {
    try {
      return segment.map(FileChannel.MapMode.READ_WRITE, offset, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public RemoteBatches batches() {
    return batches;
  }

  @Override
  public void startStep() {
    answersByDoorbell = connection.rings(vector);
    if (answersByDoorbell) {
      connection.ring();
    } else {
      connection.send(stepCall(null));
    }
  }

  @Override
  public void finishStep() {
    if (answersByDoorbell) {
      connection.awaitDone();
    } else {
      Answers.requireDone(connection.receive());
      connection.setRung(vector);
    }
  }

  @Override
  public void step(int[] environments) {
    connection.call(stepCall(environments));
    connection.setRung(vector);
  }

  private WireMessage stepCall(int[] environments) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("call", "step");
    arguments.put("vector", vector);
    if (environments != null) {
      arguments.put("environments", environments);
    }
    return Answers.call(arguments);
  }

  @Override
  public WireMessage call(WireMessage call, int[] environments) {
    WireMessage answer = connection.call(call);
    requireShown(answer);
    return answer;
  }

  /** Reading the count orders what follows behind what the server has written. */
  private void requireShown(WireMessage answer) {
    long told = Answers.member(Answers.json(answer), "shown").asLong();
    if (batches.shown() != told) {
      throw new ConnectionLostException(
          "the shared memory shows batch %d and the server batch %d; use one segment"
              .formatted(batches.shown(), told),
          null);
    }
  }

  @Override
  public void close() {
    // The memory goes with those who refer to it: unmapping it under a reader would crash.
  }
}
