package org.workcell.tasks.metaworld;

import java.util.List;
import org.workcell.sim.batch.BatchRow;

/** What a reward formula says about one step, under upstream's names. Reused from step to step. */
final class RewardOutcome {

  /** Names of the info columns, in the order of {@link #writeInfo}. */
  static final List<String> INFO_COLUMNS =
      List.of(
          "success",
          "near_object",
          "grasp_success",
          "grasp_reward",
          "in_place_reward",
          "obj_to_target",
          "unscaled_reward");

  double reward;
  boolean success;
  double nearObject;
  double graspSuccess;
  double graspReward;
  double inPlaceReward;
  double objectToTarget;

  /** Zero in all columns, so that a formula only sets what upstream sets. */
  void clear() {
    reward = 0;
    success = false;
    nearObject = 0;
    graspSuccess = 0;
    graspReward = 0;
    inPlaceReward = 0;
    objectToTarget = 0;
  }

  /**
   * Sets the column of the grasp: both pads press on the object, the gripper is not shut, and more.
   */
  void graspSuccess(RewardInputs in, boolean lifted) {
    graspSuccess = asNumber(in.padsTouchObject && in.opening > 0 && lifted);
  }

  /** Writes reward and success of a step. */
  void writeJudgement(BatchRow row) {
    row.writeReward(reward);
    row.writeSuccess(success);
  }

  /** Writes the columns of {@link #INFO_COLUMNS}. */
  void writeInfo(BatchRow row) {
    row.writeInfo(0, asNumber(success));
    row.writeInfo(1, nearObject);
    row.writeInfo(2, graspSuccess);
    row.writeInfo(3, graspReward);
    row.writeInfo(4, inPlaceReward);
    row.writeInfo(5, objectToTarget);
    row.writeInfo(6, reward);
  }

  static double asNumber(boolean condition) {
    return condition ? 1 : 0;
  }
}
