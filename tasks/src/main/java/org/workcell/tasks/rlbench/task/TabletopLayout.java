package org.workcell.tasks.rlbench.task;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;

/**
 * The observation of a task: names, order and sizes of its blocks, after RLBench's order of
 * low-dimensional data. Quaternions are x, y, z, w.
 */
public final class TabletopLayout {

  /** 1 while both fingers are open by more than 90 %, else 0; [1]. */
  public static final int GRIPPER_OPEN = 0;

  /** rad/s, [7]. */
  public static final int JOINT_VELOCITIES = 1;

  /** rad, [7]. */
  public static final int JOINT_POSITIONS = 2;

  /** Torques of the servos, N m, [7]. */
  public static final int JOINT_FORCES = 3;

  /** Position and quatXyzw of the tip, [7]. */
  public static final int GRIPPER_POSE = 4;

  /** How far each finger is from the middle, metres, [2]. */
  public static final int GRIPPER_JOINT_POSITIONS = 5;

  /** Forces on both fingers in world axes, N, [6]. */
  public static final int GRIPPER_TOUCH_FORCES = 6;

  /** Pose (7) of each spot's body, then positions of the task's joints. */
  public static final int TASK_LOW_DIM_STATE = 7;

  /** 1 where the episode has the frame, then position and quatXyzw: 8 numbers per frame. */
  public static final int WAYPOINT_FRAMES = 8;

  /** LAMP's state, in its action mode only: open, pose of the tip, both fingers; [10]. */
  public static final int LAMP_STATE = 9;

  /** Size of LAMP's state. */
  public static final int LAMP_NUMBERS = 10;

  /** Numbers per frame. */
  public static final int FRAME_NUMBERS = 8;

  /** Numbers of a pose. */
  public static final int POSE = 7;

  private TabletopLayout() {}

  /**
   * The blocks of a task's observation.
   *
   * @param lamp whether LAMP's state is among them
   */
  public static List<BlockSpec> blocks(TabletopTask task, boolean lamp) {
    List<BlockSpec> blocks = new ArrayList<>();
    blocks.add(BlockSpec.vector("gripper_open", DataType.FLOAT32, 1, 0, 1));
    blocks.add(block("joint_velocities", 7));
    blocks.add(block("joint_positions", 7));
    blocks.add(block("joint_forces", 7));
    blocks.add(block("gripper_pose", POSE));
    blocks.add(block("gripper_joint_positions", 2));
    blocks.add(block("gripper_touch_forces", 6));
    blocks.add(block("task_low_dim_state", stateSize(task)));
    blocks.add(block("waypoint_frames", FRAME_NUMBERS * task.frames().size()));
    if (lamp) {
      blocks.add(block("lamp_state", LAMP_NUMBERS));
    }
    return blocks;
  }

  private static BlockSpec block(String name, int size) {
    return BlockSpec.vector(
        name, DataType.FLOAT32, size, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /** Size of the block {@code task_low_dim_state}. */
  public static int stateSize(TabletopTask task) {
    return POSE * task.spots().size() + task.joints().size();
  }

  /** What the numbers of the blocks are, in words. */
  public static String describe(TabletopTask task) {
    return "quaternions x, y, z, w; task_low_dim_state: pose of "
        + String.join(", ", task.spots().stream().map(Spot::body).toList())
        + (task.joints().isEmpty() ? "" : ", then joints " + String.join(", ", task.joints()))
        + "; waypoint_frames: present, position, quaternion of "
        + String.join(", ", task.frames());
  }
}
