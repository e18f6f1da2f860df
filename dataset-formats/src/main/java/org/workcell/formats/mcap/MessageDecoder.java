package org.workcell.formats.mcap;

import java.nio.ByteBuffer;

/** Adds the numbers of a topic's messages to its table. One thread at a time. */
interface MessageDecoder {

  /** Name of the column of the time at which the robot sent a message. */
  String HEADER_STAMP = "header_stamp";

  /** Nanoseconds in a second. */
  double NS = 1e9;

  /**
   * Adds a message.
   *
   * @throws IllegalArgumentException if it cannot be understood
   * @throws java.nio.BufferUnderflowException if it ends too early
   * @throws TopicTable.TooWideException if it has more numbers than are read
   */
  void add(long logTimeNs, ByteBuffer message);

  /** Whether messages are states of joints. */
  boolean isOfJoints();

  /** The time of a stamp in seconds since the start of the recording; NaN where it is not set. */
  static double seconds(long stampSeconds, long stampNs, long originNs) {
    if (stampSeconds == 0 && stampNs == 0) {
      return Double.NaN;
    }
    return (stampSeconds - Math.floorDiv(originNs, 1_000_000_000L))
        + (stampNs - Math.floorMod(originNs, 1_000_000_000L)) / NS;
  }
}
