package org.workcell.tasks.libero;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.workcell.sim.image.ImageOrientation;
import org.workcell.tasks.libero.problem.Suites;

/**
 * How somebody evaluates on LIBERO: what the robot does before the first observation, how many
 * steps an episode has, and how images lie. Each part is a setting or option of its own, too.
 */
enum EvaluationConvention {
  /** Ours: no settle actions, OpenVLA's steps, upright images. */
  WORKCELL(0, 0, ImageOrientation.UPRIGHT),
  /** LIBERO's own evaluation. */
  LIBERO(5, 0, ImageOrientation.OPENGL),
  /** OpenVLA's, which GRAPE and RIPT's OpenVLA-OFT code share. */
  OPENVLA(10, -1, ImageOrientation.ROTATED),
  /** That of RIPT's QueST code. */
  RIPT(10, 0, ImageOrientation.OPENGL),
  /** SimpleVLA-RL's. */
  SIMPLEVLA(10, -1, ImageOrientation.ROTATED),
  /** RLinf's. */
  RLINF(15, -1, ImageOrientation.ROTATED);

  /** Steps of a user's own task file, as LIBERO's evaluation has them. */
  private static final int STEPS_OF_OTHERS = 600;

  private final int settleActions;
  private final double settleGripper;
  private final ImageOrientation imageOrientation;

  EvaluationConvention(int settleActions, double settleGripper, ImageOrientation imageOrientation) {
    this.settleActions = settleActions;
    this.settleGripper = settleGripper;
    this.imageOrientation = imageOrientation;
  }

  /** The values of the setting; the first is the default. */
  static List<String> labels() {
    return Stream.of(values()).map(EvaluationConvention::label).toList();
  }

  static EvaluationConvention ofLabel(String label) {
    return Stream.of(values()).filter(each -> each.label().equals(label)).findFirst().orElseThrow();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  int settleActions() {
    return settleActions;
  }

  double settleGripper() {
    return settleGripper;
  }

  ImageOrientation imageOrientation() {
    return imageOrientation;
  }

  /**
   * Steps of an episode, settle actions not counted. Where a convention names none for a suite,
   * those of OpenVLA.
   */
  int horizon(String suite) {
    if (!Suites.NAMES.contains(suite)) {
      return STEPS_OF_OTHERS;
    }
    OptionalInt own = Suites.maximalSteps(label(), suite);
    return own.orElseGet(() -> Suites.maximalSteps(OPENVLA.label(), suite).orElseThrow());
  }
}
