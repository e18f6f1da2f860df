package org.workcell.sim2real.delta;

import java.util.List;

/** The methods that there are. */
public final class DeltaMethods {

  private static final List<DeltaMethod> ALL =
      List.of(new SupervisedDelta(), new MultiStepDelta(), new PpoDelta());

  private DeltaMethods() {}

  /** Names, the default first. */
  public static List<String> names() {
    return ALL.stream().map(DeltaMethod::name).toList();
  }

  /**
   * The method of a name.
   *
   * @throws IllegalArgumentException naming all of them, if there is none
   */
  public static DeltaMethod named(String name) {
    return ALL.stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no method '%s' of learning a delta; expected one of %s"
                        .formatted(name, String.join(", ", names()))));
  }
}
