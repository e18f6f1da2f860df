package org.workcell.sim2real.forward;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.model.RobotModel;

final class ServoMain {
  public static void main(String[] args) throws Exception {
    Path folder = ServoBench.folder(Path.of("/work/shared"));
    String pattern = args[0];
    String held = args[1];
    List<RobotLog> logs =
        ServoBench.logs(
            folder,
            n -> n.matches(pattern) && !n.equals(ServoBench.VALIDATION) && !n.matches(held));
    List<RobotLog> out = held.isEmpty() ? List.of() : ServoBench.logs(folder, n -> n.matches(held));
    try (RobotModel model = ServoBench.model()) {
      ForwardOptions.Builder o = ServoBench.options().threads(2);
      if (args.length > 2) {
        o.families(Arrays.stream(args[2].split(",")).map(ActuatorFamily::named).toList());
      }
      long t = System.nanoTime();
      ForwardResult r =
          ForwardIdentification.identify(
              ServoBench.problem(model, logs, out),
              o.build(),
              line -> System.out.printf("%.1f %s%n", (System.nanoTime() - t) / 1e9, line));
      System.out.println(ServoBench.table(r));
      System.out.println((System.nanoTime() - t) / 1e9 + " s " + r.simulatedVectors());
    }
  }
}
