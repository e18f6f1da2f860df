package org.workcell.sim.task;

import java.util.Optional;
import org.workcell.sim.image.ImageOrientation;

/**
 * The conventions of a task's actions, states and images, for whoever connects another program.
 *
 * @param rotation how rotations are written, for example {@code none}, {@code axis-angle}
 * @param quaternionOrder order of quaternions in observations, {@code wxyz} or {@code xyzw}
 * @param gripper the gripper's element of an action; absent where actions move fingers as joints
 * @param actionFrame the frame of actions: {@code world}, {@code end effector}, {@code joint}
 * @param actionMode {@code delta}, {@code absolute} or {@code velocity}
 * @param actionScale what an action of 1 stands for, for example {@code 0.01 m}
 * @param imageOrientation how images lie in memory
 * @param stateLayout how the numbers of the state follow each other
 */
public record Conventions(
    String rotation,
    String quaternionOrder,
    Optional<Gripper> gripper,
    String actionFrame,
    String actionMode,
    String actionScale,
    ImageOrientation imageOrientation,
    String stateLayout) {

  /**
   * The gripper in an action.
   *
   * @param element index in the action
   * @param open the value that opens it
   * @param closed the value that closes it
   */
  public record Gripper(int element, double open, double closed) {}

  /** Actions in a frame and mode, without rotations or gripper, quaternions w, x, y, z. */
  public static Conventions of(
      String actionFrame, String actionMode, String actionScale, String stateLayout) {
    return new Conventions(
        "none",
        "wxyz",
        Optional.empty(),
        actionFrame,
        actionMode,
        actionScale,
        ImageOrientation.UPRIGHT,
        stateLayout);
  }

  /** A copy whose rotations are written in a form. */
  public Conventions withRotation(String form) {
    return new Conventions(
        form,
        quaternionOrder,
        gripper,
        actionFrame,
        actionMode,
        actionScale,
        imageOrientation,
        stateLayout);
  }

  /** A copy with a gripper. */
  public Conventions withGripper(int element, double open, double closed) {
    return new Conventions(
        rotation,
        quaternionOrder,
        Optional.of(new Gripper(element, open, closed)),
        actionFrame,
        actionMode,
        actionScale,
        imageOrientation,
        stateLayout);
  }
}
