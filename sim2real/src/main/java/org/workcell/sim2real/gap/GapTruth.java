package org.workcell.sim2real.gap;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/**
 * What a simulated robot really is.
 *
 * @param rangesVersion of the committed ranges from which it was drawn
 * @param family of gaps
 * @param level of the gap
 * @param seed of everything
 * @param model the nominal model
 * @param modelParts what else it was read from, where it is no MJCF
 * @param numbers everything that differs from it
 * @param chain all actuator stages, nominal ones too
 * @param commandJitterSeconds standard deviation of the time at which a command arrives
 * @param payload a load in the hand in the logs of the folder {@code payload}; null without one
 */
record GapTruth(
    int rangesVersion,
    GapFamily family,
    GapLevel level,
    long seed,
    ParameterFile.Source model,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ParameterFile.Source> modelParts,
    List<TrueNumber> numbers,
    List<ChainStage> chain,
    double commandJitterSeconds,
    Payload payload) {

  /** Files of robots in MJCF name no parts. */
  GapTruth {
    modelParts = modelParts == null ? List.of() : List.copyOf(modelParts);
  }

  /**
   * One number.
   *
   * @param path as in {@link org.workcell.datasets.parameters.IdentifiedParameter}
   * @param unit SI
   * @param value the truth
   * @param nominal what the model says
   * @param scale what errors are shares of: the truth's size, or that of its range where it may be
   *     about zero
   * @param identifiable whether the logs tell it
   */
  record TrueNumber(
      String path, String unit, double value, double nominal, double scale, boolean identifiable) {

    /** Whether it is a parameter of an actuator stage. */
    boolean ofChain() {
      return path.substring(path.lastIndexOf('/')).contains(".");
    }
  }

  /**
   * A point mass that the last link carries.
   *
   * @param body the last link
   * @param massKilograms of the load
   * @param placeMetres in the frame of the link's body
   */
  record Payload(String body, double massKilograms, double[] placeMetres) {}

  /** The robot as it is, without the payload. */
  RobotSetup.Builder setup(RobotModel robot) {
    RobotSetup.Builder setup = RobotSetup.builder(robot).chain(chain);
    for (TrueNumber number : numbers) {
      if (!number.ofChain()) {
        setup.hold(number.path(), number.value());
      }
    }
    return setup;
  }
}
