package org.workcell.sim2real.forward;

import java.nio.file.Path;
import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.model.RobotModel;

final class SpeedMain {
  public static void main(String[] args) throws Exception {
    List<RobotLog> logs =
        ServoBench.logs(
            ServoBench.folder(Path.of("/work/shared")), n -> n.matches("xl330_kp[18]00.*"));
    try (RobotModel model = ServoBench.model()) {
      ForwardOptions o = ServoBench.options().threads(1).build();
      for (String f : List.of("voltage-m1", "voltage-m6")) {
        FamilyModel m =
            FamilyModel.of(model, model.joints(logs.get(0).meta()), ActuatorFamily.named(f), o);
        try (WindowSet w = WindowSet.of(m, logs, o, 60)) {
          double[][] r = new double[1][w.size()];
          double[][] p = {m.space().nominal()};
          for (int k = 0; k < 4; k++) {
            long c = cpu();
            long t = System.nanoTime();
            for (int i = 0; i < 5; i++) w.evaluate(p, r);
            System.out.printf(
                "%s cpu %.3f s wall %.3f s, %d steps: %.0f steps/cpu s%n",
                f,
                (cpu() - c) / 1e9,
                (System.nanoTime() - t) / 1e9,
                5 * w.batch().steps(),
                5 * w.batch().steps() / ((cpu() - c) / 1e9));
          }
        }
      }
    }
  }

  static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
