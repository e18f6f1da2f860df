package org.workcell.formats.libero;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.numpy.NpyArray;

/**
 * The state of the robot by LIBERO's names, from the blocks of a task that has robosuite's: {@code
 * robot0_joint_pos}, {@code robot0_gripper_qpos}, {@code robot0_eef_pos} and {@code
 * robot0_eef_quat} (x, y, z, w), or all in {@code robot0_proprio-state}.
 */
final class RobotState {

  private static final String PROPRIOCEPTION = "robot0_proprio-state";

  /** Where robosuite puts each in the 39 numbers: first element and length. */
  private static final Map<String, int[]> PLACES =
      Map.of(
          "robot0_joint_pos", new int[] {0, 7},
          "robot0_eef_pos", new int[] {28, 3},
          "robot0_eef_quat", new int[] {31, 4},
          "robot0_gripper_qpos", new int[] {35, 2});

  private static final int PROPRIOCEPTION_SIZE = 39;

  private final Map<String, NpyArray> blocks;

  RobotState(Map<String, NpyArray> blocks) {
    this.blocks = blocks;
  }

  /** Whether a block is one that LIBERO has under another name. */
  static boolean isRenamed(String block) {
    return PLACES.containsKey(block) || block.equals(PROPRIOCEPTION);
  }

  private Optional<double[][]> rows(String name) {
    NpyArray own = blocks.get(name);
    NpyArray all = blocks.get(PROPRIOCEPTION);
    int[] place = PLACES.get(name);
    if (own != null && own.size() == own.rows() * place[1]) {
      return Optional.of(rows(own, 0, place[1]));
    }
    if (all != null && all.size() == all.rows() * PROPRIOCEPTION_SIZE) {
      return Optional.of(rows(all, place[0], place[1]));
    }
    return Optional.empty();
  }

  private static double[][] rows(NpyArray array, int first, int width) {
    double[][] rows = new double[array.rows()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = java.util.Arrays.copyOfRange(array.row(i), first, first + width);
    }
    return rows;
  }

  /** LIBERO's observation arrays, float64; those of which the task has nothing are left out. */
  Map<String, NpyArray> observation() {
    Map<String, NpyArray> found = new LinkedHashMap<>();
    Optional<double[][]> position = rows("robot0_eef_pos");
    Optional<double[][]> rotation = rows("robot0_eef_quat").map(RobotState::axisAngles);
    rows("robot0_gripper_qpos").ifPresent(rows -> found.put("gripper_states", array(rows)));
    rows("robot0_joint_pos").ifPresent(rows -> found.put("joint_states", array(rows)));
    if (position.isPresent() && rotation.isPresent()) {
      found.put("ee_states", array(joined(List.of(position.get(), rotation.get()))));
    }
    position.ifPresent(rows -> found.put("ee_pos", array(rows)));
    rotation.ifPresent(rows -> found.put("ee_ori", array(rows)));
    return found;
  }

  /** Gripper, position and quaternion of the hand: 9 numbers; empty where the task lacks one. */
  Optional<NpyArray> robotStates() {
    Optional<double[][]> gripper = rows("robot0_gripper_qpos");
    Optional<double[][]> position = rows("robot0_eef_pos");
    Optional<double[][]> rotation = rows("robot0_eef_quat");
    if (gripper.isEmpty() || position.isEmpty() || rotation.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(array(joined(List.of(gripper.get(), position.get(), rotation.get()))));
  }

  private static double[][] axisAngles(double[][] quaternions) {
    double[][] rows = new double[quaternions.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = axisAngle(quaternions[i]);
    }
    return rows;
  }

  /** As robosuite's {@code quat2axisangle}; the angle is 0 to 2 pi. */
  static double[] axisAngle(double[] quatXyzw) {
    double w = Math.max(-1, Math.min(1, quatXyzw[3]));
    double sine = Math.sqrt(1 - w * w);
    double factor = Math.abs(sine) <= 1e-8 ? 0 : 2 * Math.acos(w) / sine;
    return new double[] {quatXyzw[0] * factor, quatXyzw[1] * factor, quatXyzw[2] * factor};
  }

  private static double[][] joined(List<double[][]> parts) {
    double[][] rows = new double[parts.get(0).length][];
    for (int i = 0; i < rows.length; i++) {
      int row = i;
      rows[i] =
          parts.stream().flatMapToDouble(part -> java.util.Arrays.stream(part[row])).toArray();
    }
    return rows;
  }

  /** Rows of the same length as an array. */
  static NpyArray array(double[][] rows) {
    double[] all =
        java.util.Arrays.stream(rows).flatMapToDouble(java.util.Arrays::stream).toArray();
    int width = rows.length == 0 ? 0 : rows[0].length;
    return NpyArray.of("<f8", List.of(rows.length, width), NpyArray.ofDoubles(all).toBytes());
  }
}
