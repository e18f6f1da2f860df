package org.workcell.sim2real.replay;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.workcell.sim2real.model.RobotModel;

/** Where the channels of a row are. */
final class RowLayout {

  private final Map<Channel, Integer> offsets = new EnumMap<>(Channel.class);
  private final RobotModel model;
  private final int joints;
  private final int width;

  RowLayout(Set<Channel> channels, int joints, RobotModel model) {
    int next = 0;
    for (Channel channel : Channel.values()) {
      if (channels.contains(channel)) {
        offsets.put(channel, next);
        next += channel.width(joints, model);
      }
    }
    this.model = model;
    this.joints = joints;
    this.width = next;
  }

  /** Where a channel begins; -1 where it is not kept. */
  int offset(Channel channel) {
    return offsets.getOrDefault(channel, -1);
  }

  boolean has(Channel channel) {
    return offsets.containsKey(channel);
  }

  RobotModel model() {
    return model;
  }

  /** Numbers of the channels that have one for each joint. */
  int joints() {
    return joints;
  }

  int width() {
    return width;
  }
}
