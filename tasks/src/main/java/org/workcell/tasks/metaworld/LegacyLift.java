package org.workcell.tasks.metaworld;

/**
 * What version v1 of the tasks with a tool gives for reaching the tool and lifting it, after {@code
 * stick_push}, {@code stick_pull} and {@code hammer} of upstream. Pure functions.
 */
final class LegacyLift {

  /** Distance between hand and tool below which closing the gripper counts. */
  private static final double CLOSE_DISTANCE = 0.05;

  /** Distance between hand and tool up to which a lifted tool counts as carried. */
  private static final double CARRYING_DISTANCE = 0.1;

  private static final double LIFT_TOLERANCE = 0.01;
  private static final double ON_TABLE_TOLERANCE = 0.005;
  private static final double ARRIVED_DISTANCE = 0.02;

  private LegacyLift() {}

  /** For the hand's distance to the tool, and for closing the gripper there. */
  static double reaching(double handDistance, double effort) {
    return handDistance < CLOSE_DISTANCE ? -handDistance + Math.max(effort, 0) / 50 : -handDistance;
  }

  /**
   * Whether the tool lies on the table, away from the hand and from its work.
   *
   * @param workDistance how far the work is from done
   */
  static boolean dropped(
      double height, double startHeight, double handDistance, double workDistance) {
    return height < startHeight + ON_TABLE_TOLERANCE
        && workDistance > ARRIVED_DISTANCE
        && handDistance > ARRIVED_DISTANCE;
  }

  /** For the tool's height. */
  static double lifting(
      double height,
      double startHeight,
      double liftHeight,
      double handDistance,
      boolean droppedTool) {
    if (lifted(height, liftHeight) && !droppedTool) {
      return 100 * liftHeight;
    }
    boolean rising = handDistance < CARRYING_DISTANCE && height > startHeight + ON_TABLE_TOLERANCE;
    return rising ? 100 * Math.min(liftHeight, height) : 0;
  }

  /** Whether the tool is lifted and in the hand, so that its work begins to count. */
  static boolean carrying(
      double height, double liftHeight, double handDistance, boolean droppedTool) {
    return lifted(height, liftHeight) && handDistance < CARRYING_DISTANCE && !droppedTool;
  }

  private static boolean lifted(double height, double liftHeight) {
    return height >= liftHeight - LIFT_TOLERANCE;
  }

  /**
   * Linear in the distance, with two Gaussian bonuses near zero; may be negative.
   *
   * @param maximumDistance the distance that earns nothing
   * @param bonus height of each bonus
   * @param wide squared distance at which the wide bonus has fallen to 1/e
   * @param narrow the same of the narrow bonus
   */
  static double progress(
      double distance, double maximumDistance, double bonus, double wide, double narrow) {
    double squared = distance * distance;
    double bonuses = StrictMath.exp(-squared / wide) + StrictMath.exp(-squared / narrow);
    return 1000 * (maximumDistance - distance) + bonus * bonuses;
  }
}
