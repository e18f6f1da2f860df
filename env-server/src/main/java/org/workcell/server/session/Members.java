package org.workcell.server.session;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.sim.vector.VectorMember;

/** The tasks of a vector that a client asks for, with the options of their environments. */
final class Members {

  private final Host host;
  private final Selection selection;

  Members(Host host) {
    this.host = host;
    this.selection = new Selection(host.registry());
  }

  List<VectorMember> of(OpenArguments arguments) {
    List<String> what = CallJson.required(arguments.what(), "what");
    if (what.isEmpty() || what.stream().anyMatch(name -> name == null)) {
      throw CallJson.invalid("'what' names no task; give tasks, suites or one benchmark");
    }
    EnvironmentOptions options = options(arguments);
    BenchmarkDefinition benchmark = selection.benchmark(what);
    if (benchmark == null) {
      if (arguments.benchmarkSeed() != null) {
        throw CallJson.invalid("'benchmark_seed' is for benchmarks, and none is named");
      }
      return selection.tasks(what).stream().map(task -> new VectorMember(task, options)).toList();
    }
    long seed =
        arguments.benchmarkSeed() == null ? benchmark.defaultSeed() : arguments.benchmarkSeed();
    return benchmark.draw(seed, options.profile()).entries().stream()
        .map(entry -> member(entry, options))
        .toList();
  }

  /** Chosen settings go before those of the benchmark, as on the command line. */
  private VectorMember member(Benchmark.Entry entry, EnvironmentOptions options) {
    Map<String, String> settings = new LinkedHashMap<>(entry.settings());
    settings.putAll(options.settings());
    return new VectorMember(selection.task(entry.task()), options.withSettings(settings));
  }

  private EnvironmentOptions options(OpenArguments arguments) {
    requireOffered(arguments);
    EnvironmentOptions options = EnvironmentOptions.defaults();
    if (arguments.profile() != null) {
      options = options.withProfile(Profile.ofLabel(arguments.profile()));
    }
    if (arguments.assets() != null) {
      options = options.withAssets(assets(arguments.assets()));
    }
    if (arguments.horizon() != null) {
      options = options.withHorizon(arguments.horizon());
    }
    if (arguments.settings() != null) {
      options = options.withSettings(arguments.settings());
    }
    if (arguments.ignoreTerminations() != null) {
      options = options.withIgnoresTerminations(arguments.ignoreTerminations());
    }
    return options;
  }

  private static void requireOffered(OpenArguments arguments) {
    if (arguments.actionAdapter() != null
        || arguments.filters() != null
        || arguments.stages() != null
        || arguments.randomize() != null
        || arguments.perturb() != null
        || arguments.weight() != null) {
      throw CallJson.invalid(
          "this server takes no action_adapter, filters, stages, randomize, perturb and weight");
    }
  }

  /** Clients name what the server was started with; they never send paths. */
  private AssetPack assets(String name) {
    if (name.equals(OpenArguments.BUILTIN)) {
      return AssetPack.builtin();
    }
    Map<String, Path> folders = host.options().assets();
    Path folder = folders.get(name);
    if (folder == null) {
      throw new CallException(
          ErrorCode.NOT_FOUND,
          "this server has no assets '%s'; it has builtin%s"
              .formatted(name, folders.isEmpty() ? "" : " and " + new TreeSet<>(folders.keySet())));
    }
    return AssetPack.upstream(folder);
  }
}
