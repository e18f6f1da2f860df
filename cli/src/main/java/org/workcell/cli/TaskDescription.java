package org.workcell.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.task.Conventions;
import org.workcell.sim.task.MeasuredRate;
import org.workcell.sim.task.Stages;
import org.workcell.sim.task.StandardColumns;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.task.Variation;

/**
 * A task as {@code list --json} shows it, with the default profile and settings. The names are a
 * contract.
 *
 * @param info names of the numbers that accompany each step
 * @param settings what may be chosen with {@code --set}
 * @param expert whether there is a scripted expert
 * @param variations its variations, each with its instruction
 * @param conventions of actions, states and images
 * @param stages the stages from which progress follows
 * @param expertRate how often the expert succeeds; null where that was not measured
 */
record TaskDescription(
    String id,
    String suite,
    String instruction,
    Block action,
    List<Block> observation,
    List<String> info,
    Block context,
    int horizon,
    double controlPeriodSeconds,
    List<String> cameras,
    String successRule,
    List<Setting> settings,
    boolean expert,
    List<Variation> variations,
    Meaning conventions,
    Stages stages,
    MeasuredRate expertRate) {

  /**
   * A named array.
   *
   * @param low lower bounds in row-major order; null where there is none, for JSON has no infinity
   * @param high upper bounds
   */
  record Block(
      String name, String dtype, List<Integer> shape, List<Double> low, List<Double> high) {

    private static Block of(BlockSpec spec) {
      return new Block(
          spec.name(),
          spec.type().numpyName(),
          spec.shape(),
          bounds(spec.low()),
          bounds(spec.high()));
    }

    private static List<Double> bounds(double[] bounds) {
      return Arrays.stream(bounds)
          .mapToObj(bound -> Double.isInfinite(bound) ? null : bound)
          .toList();
    }
  }

  /**
   * The conventions of the task.
   *
   * @param gripper null where actions have none
   */
  record Meaning(
      String rotation,
      String quaternionOrder,
      Conventions.Gripper gripper,
      String actionFrame,
      String actionMode,
      String actionScale,
      String imageOrientation,
      String stateLayout) {

    private static Meaning of(Conventions all) {
      return new Meaning(
          all.rotation(),
          all.quaternionOrder(),
          all.gripper().orElse(null),
          all.actionFrame(),
          all.actionMode(),
          all.actionScale(),
          all.imageOrientation().description(),
          all.stateLayout());
    }
  }

  /**
   * A choice that the task offers.
   *
   * @param combinable whether several values may be chosen, joined by {@code +}
   * @param file whether a user's own file may be chosen in place of one of the values
   * @param lowest the smallest number that may be chosen; absent where values are named
   * @param highest the largest number that may be chosen; absent where values are named
   */
  record Setting(
      String name,
      List<String> values,
      boolean combinable,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean file,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double lowest,
      @JsonInclude(JsonInclude.Include.NON_NULL) Double highest,
      @JsonProperty("default") String defaultValue,
      String meaning) {

    private static Setting of(TaskSetting setting) {
      return new Setting(
          setting.name(),
          setting.values(),
          setting.combinable(),
          setting.file(),
          setting.numbers().map(TaskSetting.Numbers::lowest).orElse(null),
          setting.numbers().map(TaskSetting.Numbers::highest).orElse(null),
          setting.defaultValue(),
          setting.meaning());
    }
  }

  static TaskDescription of(TaskDefinition task, TaskOptions options) {
    TaskSpec spec = StandardColumns.specOf(task, options);
    return new TaskDescription(
        spec.id(),
        spec.suite(),
        spec.instruction(),
        Block.of(spec.action()),
        spec.observation().stream().map(Block::of).toList(),
        spec.infoColumns(),
        Block.of(spec.context()),
        spec.horizon(),
        spec.controlPeriodSeconds(),
        spec.cameras(),
        spec.successRule(),
        TaskOptions.offered(task).stream().map(Setting::of).toList(),
        task.expert(options).isPresent(),
        spec.variations(),
        Meaning.of(spec.conventions()),
        spec.stages(),
        task.expertRate().orElse(null));
  }
}
