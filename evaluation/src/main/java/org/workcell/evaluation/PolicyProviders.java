package org.workcell.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.providers.Providers;

/** All policies that can be named: the scripted ones, networks, and those of other jars. */
final class PolicyProviders {

  private PolicyProviders() {}

  static PolicySource open(String label, NetworkSettings settings) {
    List<PolicyProvider> all = all();
    List<PolicyProvider> offering = all.stream().filter(each -> each.offers(label)).toList();
    if (offering.isEmpty()) {
      throw new BadInputException(
          "policy '%s' does not exist; use one of %s, or a TorchScript file that ends in .pt"
              .formatted(label, names(all)));
    }
    if (offering.size() > 1) {
      throw new BadInputException(
          "policy '%s' is offered twice, by %s; leave one of the jars out"
              .formatted(
                  label,
                  offering.stream()
                      .map(each -> each.getClass().getName())
                      .collect(Collectors.joining(" and "))));
    }
    PolicyProvider provider = offering.get(0);
    try {
      return provider.open(label, parameters(provider, label), settings);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("policy '%s': %s".formatted(label, e.getMessage()), e);
    }
  }

  static List<PolicyProvider> all() {
    List<PolicyProvider> all = new ArrayList<>();
    for (PolicyKind kind : PolicyKind.values()) {
      all.add(new ScriptedProvider(kind));
    }
    all.add(new TorchScriptProvider());
    all.add(new ProcessSource.Provider());
    all.addAll(Providers.load(PolicyProvider.class));
    return all;
  }

  private static String names(List<PolicyProvider> all) {
    return all.stream()
        .filter(each -> !(each instanceof TorchScriptProvider))
        .map(PolicyProvider::name)
        .collect(Collectors.joining(", "));
  }

  private static String parameters(PolicyProvider provider, String label) {
    String scheme = provider.name() + "://";
    return label.startsWith(scheme)
        ? label.substring(scheme.length())
        : label.startsWith(provider.name() + "=")
            ? label.substring(provider.name().length() + 1)
            : "";
  }

  /** A policy that needs no network. */
  private record ScriptedProvider(PolicyKind kind) implements PolicyProvider {

    @Override
    public String name() {
      return kind.label();
    }

    @Override
    public String description() {
      return switch (kind) {
        case EXPERT -> "the task's scripted expert";
        case RANDOM -> "uniform actions within the action bounds";
        case ZERO -> "all actions zero";
      };
    }

    @Override
    public boolean offers(String label) {
      return label.equals(name());
    }

    @Override
    public PolicySource open(String label, String parameters, NetworkSettings settings) {
      settings.requireNone(label);
      return kind;
    }
  }

  /** TorchScript files, which are named by their path. */
  private static final class TorchScriptProvider implements PolicyProvider {

    @Override
    public String name() {
      return "torchscript";
    }

    @Override
    public String description() {
      return "a TorchScript file that ends in " + NetworkSource.ENDING;
    }

    @Override
    public boolean offers(String label) {
      return label.endsWith(NetworkSource.ENDING) && !label.contains("://");
    }

    @Override
    public PolicySource open(String label, String parameters, NetworkSettings settings) {
      return NetworkSource.open(label, settings);
    }
  }
}
