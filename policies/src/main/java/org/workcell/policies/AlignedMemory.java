package org.workcell.policies;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Direct memory from a cache line on, which grows as needed. */
final class AlignedMemory {

  private static final int LINE = 64;

  private ByteBuffer memory = ByteBuffer.allocateDirect(0);

  /** So many bytes, all zero; what an earlier call gave is overwritten. */
  ByteBuffer cleared(int bytes) {
    // Aligned slices end at whole lines.
    int needed = (bytes + LINE - 1) / LINE * LINE + LINE;
    if (memory.capacity() < needed) {
      memory = ByteBuffer.allocateDirect(needed);
    }
    ByteBuffer aligned = memory.alignedSlice(LINE).slice(0, bytes).order(ByteOrder.nativeOrder());
    for (int i = 0; i < bytes; i++) {
      aligned.put(i, (byte) 0);
    }
    return aligned;
  }
}
