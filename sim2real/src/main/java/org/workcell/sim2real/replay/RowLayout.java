package org.workcell.sim2real.replay;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Where the channels of a row are. */
final class RowLayout {

  private final Map<Channel, Integer> offsets = new EnumMap<>(Channel.class);
  private final int width;

  RowLayout(Set<Channel> channels, int joints, int stateSize) {
    int next = 0;
    for (Channel channel : Channel.values()) {
      if (channels.contains(channel)) {
        offsets.put(channel, next);
        next += channel.width(joints, stateSize);
      }
    }
    this.width = next;
  }

  /** Where a channel begins; -1 where it is not kept. */
  int offset(Channel channel) {
    return offsets.getOrDefault(channel, -1);
  }

  int width() {
    return width;
  }
}
