package org.workcell.sim.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.control.ActionAdapter;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.control.ActuatorStage;
import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.control.Controller;
import org.workcell.sim.control.StageChain;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.delta.DeltaTorqueStage;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.task.TaskSpec;

/** The way of an action to the physics: adapter, controller, filters, stages in each step. */
final class ActionPath {

  private final Physics physics;
  private final Optional<ActionAdapter> adapter;
  private final Controller controller;
  private final List<CommandFilter> filters;
  private final Optional<StageChain> stages;
  private final Optional<ActuatorModel> drives;
  private final Optional<DeltaTorqueStage> residual;
  private final double[] given;
  private final double[] action;
  private final double[] command;

  /**
   * The path of one environment.
   *
   * @param own the task's own spec
   */
  ActionPath(
      EnvironmentOptions options,
      TaskSpec own,
      Physics physics,
      Controller controller,
      List<CommandFilter> randomFilters) {
    BlockSpec taskAction = own.action();
    Model scene = physics.scene();
    this.physics = physics;
    options.dynamics().ifPresent(physics::useDynamics);
    this.controller = controller;
    this.adapter = options.actionAdapter().map(each -> each.newAdapter(taskAction, scene));
    CommandSpec commands = controller.commandSpec();
    List<CommandFilter> all = new ArrayList<>();
    options
        .delta()
        .filter(each -> !each.actsOnTorques())
        .ifPresent(each -> all.add(each.newFilter(commands, scene, own.controlPeriodSeconds())));
    options.filters().forEach(each -> all.add(each.newFilter(commands, scene)));
    all.addAll(randomFilters);
    this.filters = List.copyOf(all);
    this.residual =
        options.delta().filter(DeltaAction::actsOnTorques).map(each -> each.newStage(scene));
    // It adds to forces and leaves controls alone, so it may act first; friction must be last.
    List<ActuatorStage> chain = new ArrayList<>(residual.stream().toList());
    chain.addAll(controller.stages());
    options.stages().forEach(each -> chain.add(each.newStage(scene)));
    this.drives = options.actuators();
    drives.ifPresent(each -> chain.addAll(each.newStages(scene)));
    this.stages = StageChain.attach(physics, chain);
    this.action = new double[taskAction.size()];
    this.given =
        options
            .actionAdapter()
            .map(each -> new double[each.actionSpace(taskAction).size()])
            .orElse(action);
    this.command = new double[commands.size()];
  }

  /** Where the action that a caller sent is put before {@link #carryOut}. */
  double[] given() {
    return given;
  }

  /** The action in the task's own action space, after {@link #carryOut}. */
  double[] action() {
    return action;
  }

  /** An episode is about to be set up. */
  void reset() {
    stages.ifPresent(StageChain::reset);
  }

  /**
   * An episode has been set up and begins.
   *
   * @param edits of the episode; get those that let drives take the place of the scene's servos
   * @param model gets all edits
   */
  void start(SeedStreams seeds, ModelEdits edits, WorkerModel model) {
    drives.ifPresent(each -> edits.setAll(each.servoReplacements(physics.scene(), edits)));
    model.apply(edits);
    stages.ifPresent(StageChain::activate);
    residual.ifPresent(each -> each.start(seeds));
    adapter.ifPresent(each -> each.start(seeds));
    filters.forEach(each -> each.start(seeds));
  }

  /** Carries out the given action for one control period. */
  void carryOut() {
    if (adapter.isPresent()) {
      adapter.get().adapt(given, physics, action);
    }
    controller.toCommand(action, physics, command);
    for (int i = 0; i < filters.size(); i++) {
      filters.get(i).apply(command, physics);
    }
    controller.advance(command, physics);
  }

  /** What belongs into snapshots, in the order in which it lies there. */
  List<StatePart> stateParts() {
    List<StatePart> parts = new ArrayList<>(List.of(controller));
    adapter.ifPresent(parts::add);
    parts.addAll(filters);
    stages.ifPresent(parts::add);
    return parts;
  }
}
