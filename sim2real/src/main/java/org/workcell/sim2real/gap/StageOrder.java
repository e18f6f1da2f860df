package org.workcell.sim2real.gap;

import java.util.Comparator;
import java.util.List;
import org.workcell.datasets.parameters.ChainStage;

/** How actuator stages follow each other, from the command to the joint. */
final class StageOrder {

  private static final List<String> ORDER =
      List.of(
          "delay",
          "backlash",
          "position-dead-band",
          "dead-band",
          "servo",
          "dc-motor",
          "torque-speed-limit",
          "friction");

  private StageOrder() {}

  static List<ChainStage> sorted(List<ChainStage> stages) {
    return stages.stream()
        .sorted(Comparator.comparingInt(stage -> ORDER.indexOf(standard(stage))))
        .toList();
  }

  /** Its name with hyphens. */
  static String standard(ChainStage stage) {
    return stage.stage().replace('_', '-');
  }
}
