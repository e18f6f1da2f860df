package org.workcell.sim.batch;

import java.nio.ByteBuffer;

/**
 * Where the memory of batches comes from: allocated here, or supplied by a caller, such as a
 * segment that another program maps too. A vector asks once, when it is opened, for each region of
 * its segment in turn, and uses the same memory until it is closed.
 */
@FunctionalInterface
public interface BatchMemory {

  /**
   * Memory for one region.
   *
   * @param segment the whole, whose size is {@link SegmentDescriptor#bytes}
   * @param offset where the region starts in the segment
   * @param bytes its size
   * @return zeroed, writable direct memory of that size; its address is a multiple of {@link
   *     BatchDescriptor#PAGE_BYTES} where the offset is one, else of {@link
   *     BatchDescriptor#LINE_BYTES}
   */
  ByteBuffer region(SegmentDescriptor segment, long offset, int bytes);

  /** Memory of this process. */
  static BatchMemory allocated() {
    return (segment, offset, bytes) -> allocate(bytes, BatchDescriptor.PAGE_BYTES);
  }

  /** Direct memory of this process, of exactly this size, at a multiple of {@code alignment}. */
  static ByteBuffer allocate(int bytes, int alignment) {
    ByteBuffer roomy = ByteBuffer.allocateDirect(bytes + alignment);
    return roomy.slice(alignment - roomy.alignmentOffset(0, alignment), bytes);
  }

  /**
   * A caller's buffer, from its start on, which is at a page.
   *
   * @throws IllegalArgumentException when it is used: if it is too small
   */
  static BatchMemory over(ByteBuffer buffer) {
    return (segment, offset, bytes) -> {
      if (buffer.capacity() < segment.bytes()) {
        throw new IllegalArgumentException(
            "a segment of %d batches of %d rows needs %d bytes, not %d"
                .formatted(
                    segment.batches(), segment.batch().rows(), segment.bytes(), buffer.capacity()));
      }
      return buffer.slice((int) offset, bytes);
    };
  }
}
