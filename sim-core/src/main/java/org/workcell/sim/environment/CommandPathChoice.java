package org.workcell.sim.environment;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.control.ActionAdapterFactory;
import org.workcell.sim.control.ActionAdapterProvider;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.control.ActuatorStageFactory;
import org.workcell.sim.control.ActuatorStageProvider;
import org.workcell.sim.control.CommandFilterFactory;
import org.workcell.sim.control.CommandFilterProvider;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.providers.Providers;

/**
 * What a user puts between actions and physics, in the words of the command line: {@code
 * NAME[=PARAMETERS]}.
 *
 * @param actionAdapter the action adapter; null where there is none
 * @param filters the command filters, in the order of application
 * @param stages the actuator stages, in the order of application
 * @param actuators a robot's drives, as a file has them; null where there are none
 * @param delta a delta, as a folder has it; null where there is none
 * @param engine name of the engine that moves the joints
 */
public record CommandPathChoice(
    String actionAdapter,
    List<String> filters,
    List<String> stages,
    ActuatorModel actuators,
    DeltaAction delta,
    String engine) {

  /** Nothing in between. */
  public static final CommandPathChoice NONE =
      new CommandPathChoice(null, List.of(), List.of(), null, null, Engine.NAME);

  /** Takes a defensive copy. */
  public CommandPathChoice {
    filters = List.copyOf(filters);
    stages = List.copyOf(stages);
  }

  /** The same with these command filters instead. */
  public CommandPathChoice withFilters(List<String> words) {
    return new CommandPathChoice(actionAdapter, words, stages, actuators, delta, engine);
  }

  /** The same for another engine. */
  public CommandPathChoice withEngine(String name) {
    return new CommandPathChoice(actionAdapter, filters, stages, actuators, delta, name);
  }

  /**
   * Environment options with all of this.
   *
   * @throws BadInputException if a name or its parameters are unknown, or the engine's library is
   *     not there
   */
  public EnvironmentOptions applyTo(EnvironmentOptions options) {
    EnvironmentOptions filtered =
        filters.isEmpty()
            ? options
            : options.withFilters(filters.stream().map(CommandPathChoice::filter).toList());
    EnvironmentOptions staged =
        stages.isEmpty()
            ? filtered
            : filtered.withStages(stages.stream().map(CommandPathChoice::stage).toList());
    EnvironmentOptions driven = actuators == null ? staged : staged.withActuators(actuators);
    EnvironmentOptions corrected = delta == null ? driven : driven.withDelta(delta);
    EnvironmentOptions moved = inEngine(corrected);
    return Optional.ofNullable(actionAdapter)
        .map(words -> moved.withActionAdapter(adapter(words)))
        .orElse(moved);
  }

  private EnvironmentOptions inEngine(EnvironmentOptions options) {
    if (engine.equals(Engine.NAME)) {
      return options;
    }
    try {
      return options.withDynamics(DynamicsProvider.named(engine));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--engine %s: %s".formatted(engine, e.getMessage()), e);
    }
  }

  /**
   * The file of the drives; null where there are none.
   *
   * @throws IllegalArgumentException if a program made them without a file, which no manifest could
   *     tell
   */
  public ActuatorModel.Source actuatorSource() {
    return actuators == null
        ? null
        : actuators
            .source()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the drives of a run come from a parameter file; read them from one"));
  }

  /**
   * The folder of the delta; null where there is none.
   *
   * @throws IllegalArgumentException if a program made it without a folder, which no manifest could
   *     tell
   */
  public DeltaAction.Source deltaSource() {
    return delta == null
        ? null
        : delta
            .source()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the delta of a run comes from a folder; write it to one and read it"));
  }

  private static CommandFilterFactory filter(String words) {
    CommandFilterProvider provider =
        Providers.named(
            "filter",
            Providers.nameOf(words),
            Providers.load(CommandFilterProvider.class),
            CommandFilterProvider::name);
    try {
      return provider.create(Providers.parametersOf(words));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--filter %s: %s".formatted(words, e.getMessage()), e);
    }
  }

  private static ActuatorStageFactory stage(String words) {
    ActuatorStageProvider provider =
        Providers.named(
            "actuator stage",
            Providers.nameOf(words),
            Providers.load(ActuatorStageProvider.class),
            ActuatorStageProvider::name);
    try {
      return provider.create(Providers.parametersOf(words));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--stage %s: %s".formatted(words, e.getMessage()), e);
    }
  }

  private static ActionAdapterFactory adapter(String words) {
    ActionAdapterProvider provider =
        Providers.named(
            "action adapter",
            Providers.nameOf(words),
            Providers.load(ActionAdapterProvider.class),
            ActionAdapterProvider::name);
    try {
      return provider.create(Providers.parametersOf(words));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--action-adapter %s: %s".formatted(words, e.getMessage()), e);
    }
  }
}
