package org.workcell.tasks.metaworld;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.workcell.sim.task.Stages;
import org.workcell.tasks.common.Vectors;

/**
 * The stages of a task and how far each is: near the object, grasped, placed. Immutable.
 *
 * @param stages their names
 * @param nearMetres distance of tool centre point and object that counts as near
 */
record TaskStages(Stages stages, double nearMetres) {

  private static final String NEAR = "near";
  private static final String GRASPED = "grasped";

  /** How far a stage can be without being reached. */
  private static final double ALMOST = 0.99;

  private static final Map<String, TaskStages> TABLE = read();

  /** The stages of a task by its name with version. */
  static TaskStages of(String task) {
    return TABLE.getOrDefault(task, TABLE.get("default"));
  }

  private static Map<String, TaskStages> read() {
    Map<String, TaskStages> table = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                TaskStages.class.getResourceAsStream("stages.txt"), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("task "))
          .map(line -> line.split("\\s+"))
          .forEach(
              row ->
                  table.put(
                      row[0],
                      new TaskStages(
                          Stages.inOrder(row[1].split(",")), Double.parseDouble(row[2]))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  /** Judges the stages; allocates nothing. */
  void judge(RewardInputs in, RewardOutcome out, double[] fractions) {
    for (int i = 0; i < fractions.length; i++) {
      String name = stages.names().get(i);
      if (out.success) {
        fractions[i] = 1;
      } else if (name.equals(NEAR)) {
        double distance = Vectors.distance(in.tcp, in.object);
        fractions[i] = distance <= nearMetres ? 1 : Math.min(nearMetres / distance, ALMOST);
      } else if (name.equals(GRASPED)) {
        fractions[i] = out.graspSuccess >= 1 ? 1 : partly(out.graspReward);
      } else {
        fractions[i] = partly(out.inPlaceReward);
      }
    }
  }

  private static double partly(double reward) {
    return Math.min(Math.max(reward, 0), ALMOST);
  }
}
