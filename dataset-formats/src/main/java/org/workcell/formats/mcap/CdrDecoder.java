package org.workcell.formats.mcap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads messages of ROS 2 by their definitions: numbers become columns by the path of their field.
 * Texts, byte arrays and lists of nested messages are passed over, but for the points of a joint
 * trajectory, each of which is a row.
 */
final class CdrDecoder implements MessageDecoder {

  private static final String TIME = "builtin_interfaces/Time";
  private static final String DURATION = "builtin_interfaces/Duration";
  private static final String HEADER = "std_msgs/Header";
  private static final String LAYOUT = "std_msgs/MultiArrayLayout";
  private static final String TRAJECTORY = "trajectory_msgs/JointTrajectory";
  private static final Set<String> NAMES = Set.of("name", "joint_names");
  private static final Set<String> OF_JOINTS =
      Set.of("sensor_msgs/JointState", "control_msgs/JointTrajectoryControllerState");

  private final RosType type;
  private final TopicTable table;
  private final long originNs;
  private final Map<String, TopicTable.Field> fields = new HashMap<>();
  private double stamp;

  CdrDecoder(RosType type, TopicTable table, long originNs) {
    this.type = type;
    this.table = table;
    this.originNs = originNs;
  }

  @Override
  public boolean isOfJoints() {
    return OF_JOINTS.contains(type.name());
  }

  @Override
  public void add(long logTimeNs, ByteBuffer message) {
    CdrReader in = new CdrReader(message);
    stamp = Double.NaN;
    table.setJoints(List.of());
    if (type.name().equals(TRAJECTORY)) {
      addTrajectory(logTimeNs, in);
    } else {
      table.startRow(logTimeNs);
      for (RosType.Field field : type.fields()) {
        field(field, "", in, true);
      }
    }
  }

  /** A new trajectory replaces what is left of the one before. */
  private void addTrajectory(long logTimeNs, CdrReader in) {
    table.dropDueAfter(logTimeNs);
    for (RosType.Field field : type.fields()) {
      if (field.nested() != null && field.isList()) {
        int points = in.length(Integer.BYTES);
        for (int point = 0; point < points; point++) {
          table.startRow(logTimeNs);
          setStamp();
          nested(field.nested(), "", in, true);
        }
      } else if (!field.name().equals("header")) {
        field(field, "", in, false);
      } else {
        stamp = stamp(in);
        in.text();
      }
    }
  }

  private double stamp(CdrReader in) {
    int seconds = in.int32();
    return MessageDecoder.seconds(seconds, Integer.toUnsignedLong(in.int32()), originNs);
  }

  private void setStamp() {
    if (!Double.isNaN(stamp)) {
      set(HEADER_STAMP, stamp);
    }
  }

  private void set(String name, double value) {
    fields.computeIfAbsent(name, table::field).set(value);
  }

  private void field(RosType.Field field, String prefix, CdrReader in, boolean kept) {
    String name = prefix + field.name();
    if (field.nested() != null) {
      if (!field.isList()) {
        one(field.nested(), name, in, kept);
        return;
      }
      int length = field.length() > 0 ? field.length() : in.length(1);
      for (int i = 0; i < length; i++) {
        one(field.nested(), name, in, false);
      }
    } else if (field.primitive() == RosType.Primitive.STRING) {
      texts(field, in);
    } else if (field.isList()) {
      numbers(field, name, in, kept);
    } else {
      double value = in.number(field.primitive());
      if (kept) {
        set(name, value);
      }
    }
  }

  private void one(RosType nested, String name, CdrReader in, boolean kept) {
    switch (nested.name()) {
      case HEADER -> {
        stamp = stamp(in);
        in.text();
        if (kept) {
          setStamp();
        }
      }
      case TIME -> {
        double time = stamp(in);
        if (kept) {
          set(name, time);
        }
      }
      case DURATION -> {
        long seconds = in.int32();
        long ns = Integer.toUnsignedLong(in.int32());
        if (kept) {
          set(name, seconds + ns / NS);
          if (type.name().equals(TRAJECTORY)) {
            table.dueAfter(seconds * 1_000_000_000L + ns);
          }
        }
      }
      default -> nested(nested, name + ".", in, kept && !nested.name().equals(LAYOUT));
    }
  }

  private void nested(RosType nested, String prefix, CdrReader in, boolean kept) {
    if (nested.fields().isEmpty()) {
      // ROS gives types without fields a byte.
      in.skip(1);
    }
    for (RosType.Field field : nested.fields()) {
      field(field, prefix, in, kept);
    }
  }

  private void texts(RosType.Field field, CdrReader in) {
    if (!field.isList()) {
      in.text();
      return;
    }
    int length = field.length() > 0 ? field.length() : in.length(Integer.BYTES);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      all.add(in.text());
    }
    if (NAMES.contains(field.name())) {
      table.setJoints(all);
    }
  }

  private void numbers(RosType.Field field, String name, CdrReader in, boolean kept) {
    RosType.Primitive element = field.primitive();
    int length = field.length() > 0 ? field.length() : in.length(element.bytes());
    if (element == RosType.Primitive.UINT8 || element == RosType.Primitive.INT8) {
      in.skip(length);
      return;
    }
    TopicTable.Field target = fields.computeIfAbsent(name, table::field);
    for (int i = 0; i < length; i++) {
      double value = in.number(element);
      if (kept) {
        target.set(i, length, value);
      }
    }
  }
}
