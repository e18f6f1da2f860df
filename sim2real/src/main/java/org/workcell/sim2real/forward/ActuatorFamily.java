package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A family of actuator models; all joints are of the same one.
 *
 * @param drive what turns a command into torque
 * @param friction of the joints
 * @param addsToEngine whether dry friction of the stage comes on top of the model's own {@code
 *     frictionloss}, which stays as it is, and damping remains the engine's; false where friction
 *     is {@link FrictionModel#ENGINE}
 */
public record ActuatorFamily(DriveModel drive, FrictionModel friction, boolean addsToEngine) {

  private static final String ON_TOP = "engine+";

  /** Position servos and friction of the engine. */
  public static final ActuatorFamily ENGINE =
      new ActuatorFamily(DriveModel.ENGINE, FrictionModel.ENGINE);

  /** Ignores {@code addsToEngine} where no stage could add anything. */
  public ActuatorFamily {
    addsToEngine &= friction != FrictionModel.ENGINE;
  }

  /** A family whose stage, if it has one, takes the place of the engine's friction. */
  public ActuatorFamily(DriveModel drive, FrictionModel friction) {
    this(drive, friction, false);
  }

  /** M1 to M6 with this drive, from simple to rich. */
  public static List<ActuatorFamily> frictionModels(DriveModel drive) {
    return Arrays.stream(FrictionModel.values())
        .filter(friction -> friction != FrictionModel.ENGINE)
        .map(friction -> new ActuatorFamily(drive, friction))
        .toList();
  }

  /** Every family that can be searched from the start. */
  public static List<ActuatorFamily> all() {
    List<ActuatorFamily> all = new ArrayList<>();
    for (DriveModel drive : List.of(DriveModel.ENGINE, DriveModel.VOLTAGE)) {
      for (FrictionModel friction : FrictionModel.values()) {
        all.add(new ActuatorFamily(drive, friction));
      }
      for (ActuatorFamily family : frictionModels(drive)) {
        all.add(new ActuatorFamily(drive, family.friction, true));
      }
    }
    return all;
  }

  /**
   * Short and unique: {@code engine}, {@code m4}, {@code engine+m4}, {@code voltage}, {@code
   * voltage-m4}, {@code limited}.
   */
  public String name() {
    String second = (addsToEngine ? ON_TOP : "") + friction.name().toLowerCase(Locale.ROOT);
    if (drive == DriveModel.ENGINE) {
      return second;
    }
    String first = drive.name().toLowerCase(Locale.ROOT);
    return friction == FrictionModel.ENGINE ? first : "%s-%s".formatted(first, second);
  }

  /**
   * The family of this name.
   *
   * @throws IllegalArgumentException naming those that exist
   */
  public static ActuatorFamily named(String name) {
    for (ActuatorFamily family : all()) {
      if (family.name().equals(name)) {
        return family;
      }
    }
    throw new IllegalArgumentException(
        "there is no family '%s'; there are %s"
            .formatted(name, String.join(", ", all().stream().map(ActuatorFamily::name).toList())));
  }

  /** The same friction with another drive. */
  ActuatorFamily with(DriveModel other) {
    return new ActuatorFamily(other, friction, addsToEngine);
  }

  /** Whether every member of this family is one of the other, too. */
  boolean isWithin(ActuatorFamily richer) {
    boolean sameKind = drive == richer.drive && addsToEngine == richer.addsToEngine;
    if (!sameKind || friction == FrictionModel.ENGINE || richer.friction == FrictionModel.ENGINE) {
      return false;
    }
    return switch (friction) {
      case M1 -> true;
      case M2 -> richer.friction != FrictionModel.M3;
      default -> friction.compareTo(richer.friction) <= 0;
    };
  }
}
