package org.workcell.sim2real.delta;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Ways of making a model follow a robot that can be compared. */
public enum ComparedMethod {
  /** The nominal model. */
  OPENLOOP("openloop", "nominal model, logged commands"),
  /** The identified model. */
  SYSID("sysid", "identified model"),
  /** A model identified with another family, for example the right one. */
  SYSID_FAMILY("sysid-family", "model identified with another family"),
  /** The grid of ASAP. */
  ASAP_GRID("asap-grid", "three values for each of six numbers, as ASAP's SysID"),
  /** Delta dynamics. */
  DELTADYN("deltadyn", "nominal model, learned differences of the state"),
  /** An actuator network. */
  ACTUATORNET("actuatornet", "nominal model, learned drives"),
  /** A delta on the nominal model. */
  DELTA("delta", "nominal model with a delta action"),
  /** A delta on the identified model. */
  SYSID_DELTA("sysid+delta", "identified model with a delta action");

  private final String label;
  private final String description;

  ComparedMethod(String label, String description) {
    this.label = label;
    this.description = description;
  }

  /** The name on the command line and in files. */
  public String label() {
    return label;
  }

  /** What it is, for tables. */
  public String description() {
    return description;
  }

  /** Names of all. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(ComparedMethod::label).toList();
  }

  /**
   * The method of a name.
   *
   * @throws IllegalArgumentException naming all of them, if there is none
   */
  public static ComparedMethod named(String name) {
    return Arrays.stream(values())
        .filter(method -> method.label.equals(name.strip().toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no method '%s' to compare; expected some of %s"
                        .formatted(name, String.join(", ", labels()))));
  }
}
