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
 */
public record ActuatorFamily(DriveModel drive, FrictionModel friction) {

  /** Position servos and friction of the engine. */
  public static final ActuatorFamily ENGINE =
      new ActuatorFamily(DriveModel.ENGINE, FrictionModel.ENGINE);

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
    }
    return all;
  }

  /**
   * Short and unique: {@code engine}, {@code m4}, {@code voltage}, {@code voltage-m4}, {@code
   * limited}.
   */
  public String name() {
    String second = friction.name().toLowerCase(Locale.ROOT);
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
    return new ActuatorFamily(other, friction);
  }

  /** Whether every member of this family is one of the other, too. */
  boolean isWithin(ActuatorFamily richer) {
    if (drive != richer.drive || friction == FrictionModel.ENGINE) {
      return false;
    }
    return switch (friction) {
      case M1 -> true;
      case M2 -> richer.friction != FrictionModel.M3;
      default -> friction.compareTo(richer.friction) <= 0;
    };
  }
}
