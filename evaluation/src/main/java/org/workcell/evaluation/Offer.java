package org.workcell.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.degradation.DegradationProvider;
import org.workcell.randomization.Presets;
import org.workcell.randomization.Randomizations;
import org.workcell.sim.control.ActionAdapterProvider;
import org.workcell.sim.control.ActuatorStageProvider;
import org.workcell.sim.control.CommandFilterProvider;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.DynamicsProvider;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.providers.Providers;
import org.workcell.sim.reward.RewardModelProvider;

/**
 * Something that a command line can name, from Workcell or from another jar.
 *
 * @param option the option that takes the name
 * @param name the name
 * @param description what it does and what its parameters are
 */
public record Offer(String option, String name, String description) {

  /**
   * All policies, filters, action adapters, actuator stages, engines, presets, randomizations,
   * degradations and reward models on the class path.
   *
   * @throws BadInputException if one of them cannot be loaded
   */
  public static List<Offer> all() {
    List<Offer> all = new ArrayList<>();
    PolicyProviders.all()
        .forEach(each -> all.add(new Offer("--policy", each.name(), each.description())));
    Providers.load(CommandFilterProvider.class)
        .forEach(each -> all.add(new Offer("--filter", each.name(), each.description())));
    Providers.load(ActionAdapterProvider.class)
        .forEach(each -> all.add(new Offer("--action-adapter", each.name(), each.description())));
    Providers.load(ActuatorStageProvider.class)
        .forEach(each -> all.add(new Offer("--stage", each.name(), each.description())));
    all.add(new Offer("--engine", Engine.NAME, "moves all joints of every task; the default"));
    Providers.load(DynamicsProvider.class)
        .forEach(each -> all.add(new Offer("--engine", each.name(), each.description())));
    Presets.names()
        .forEach(name -> all.add(new Offer("--perturb", name, Presets.load(name).about())));
    Randomizations.providers()
        .forEach(each -> all.add(new Offer("--perturb", each.name(), each.description())));
    Providers.load(DegradationProvider.class)
        .forEach(each -> all.add(new Offer("--degrade", each.name(), each.description())));
    Providers.load(RewardModelProvider.class)
        .forEach(each -> all.add(new Offer("--reward-model", each.name(), each.description())));
    return all;
  }
}
