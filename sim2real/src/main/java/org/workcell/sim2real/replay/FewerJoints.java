package org.workcell.sim2real.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;

/** A log without some of its joints: what it says of the others stays as it is. */
public final class FewerJoints {

  private FewerJoints() {}

  /**
   * Leaves joints out.
   *
   * @throws IllegalArgumentException naming what the log has, if it lacks one or none would be left
   */
  public static RobotLog of(RobotLog log, Collection<String> without) {
    LogMeta meta = log.meta();
    for (String name : without) {
      if (!meta.jointNames().contains(name)) {
        throw new IllegalArgumentException(
            "log %s has no joint '%s' to leave out; it has %s"
                .formatted(meta.name(), name, String.join(", ", meta.jointNames())));
      }
    }
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < meta.joints(); i++) {
      if (!without.contains(meta.jointNames().get(i))) {
        kept.add(i);
      }
    }
    if (kept.isEmpty()) {
      throw new IllegalArgumentException(
          "all joints of log %s are to be left out".formatted(meta.name()));
    }
    RobotLog.Builder fewer = RobotLog.builder(renamed(meta, kept), log.timesSeconds());
    for (Quantity quantity : log.quantities()) {
      boolean ofJoints = quantity.width(1) == 1 && quantity.width(2) == 2;
      fewer.with(quantity, ofJoints ? columns(log, quantity, kept) : log.values(quantity));
    }
    return fewer.build();
  }

  private static LogMeta renamed(LogMeta meta, List<Integer> kept) {
    return new LogMeta(
        meta.name(),
        meta.robot(),
        kept.stream().map(meta.jointNames()::get).toList(),
        meta.commandKind(),
        meta.nominalRateHz(),
        meta.clock(),
        meta.constants(),
        meta.sourceFile(),
        meta.sourceSha256());
  }

  private static double[] columns(RobotLog log, Quantity quantity, List<Integer> kept) {
    double[] values = new double[log.rows() * kept.size()];
    for (int row = 0; row < log.rows(); row++) {
      for (int i = 0; i < kept.size(); i++) {
        values[row * kept.size() + i] = log.value(quantity, row, kept.get(i));
      }
    }
    return values;
  }
}
