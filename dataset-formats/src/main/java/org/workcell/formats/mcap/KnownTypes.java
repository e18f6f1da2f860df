package org.workcell.formats.mcap;

import java.util.Map;

/**
 * Fields of the messages that robots log most, for recordings that hold no definitions or hold them
 * as IDL.
 */
final class KnownTypes {

  private static final String TRAJECTORY_POINT = "trajectory_msgs/JointTrajectoryPoint";

  static final Map<String, String> DEFINITIONS =
      Map.ofEntries(
          Map.entry("builtin_interfaces/Time", "int32 sec\nuint32 nanosec"),
          Map.entry("builtin_interfaces/Duration", "int32 sec\nuint32 nanosec"),
          Map.entry("std_msgs/Header", "builtin_interfaces/Time stamp\nstring frame_id"),
          Map.entry("std_msgs/Float64", "float64 data"),
          Map.entry("std_msgs/MultiArrayDimension", "string label\nuint32 size\nuint32 stride"),
          Map.entry("std_msgs/MultiArrayLayout", "MultiArrayDimension[] dim\nuint32 data_offset"),
          Map.entry("std_msgs/Float64MultiArray", "MultiArrayLayout layout\nfloat64[] data"),
          Map.entry("geometry_msgs/Point", "float64 x\nfloat64 y\nfloat64 z"),
          Map.entry("geometry_msgs/Quaternion", "float64 x\nfloat64 y\nfloat64 z\nfloat64 w"),
          Map.entry("geometry_msgs/Pose", "Point position\nQuaternion orientation"),
          Map.entry("geometry_msgs/PoseStamped", "std_msgs/Header header\nPose pose"),
          Map.entry(
              "sensor_msgs/JointState",
              "std_msgs/Header header\nstring[] name\nfloat64[] position\nfloat64[] velocity\n"
                  + "float64[] effort"),
          Map.entry(
              TRAJECTORY_POINT,
              "float64[] positions\nfloat64[] velocities\nfloat64[] accelerations\n"
                  + "float64[] effort\nbuiltin_interfaces/Duration time_from_start"),
          Map.entry(
              "trajectory_msgs/JointTrajectory",
              "std_msgs/Header header\nstring[] joint_names\nJointTrajectoryPoint[] points"));

  private KnownTypes() {}
}
