package org.workcell.server.session;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.workcell.datasets.delta.DeltaActions;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.engine.MissingLibraryException;
import org.workcell.sim.environment.CommandPathChoice;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.vector.BenchmarkMember;
import org.workcell.sim.vector.EnvironmentSource;
import org.workcell.sim.vector.VectorMember;

/** The tasks of a vector that a client asks for, with the options of their environments. */
final class Members {

  private static final int MOST_PARTS = 32;

  private final Host host;
  private final Selection selection;
  private final NamedFiles files;

  Members(Host host) {
    this.host = host;
    this.selection = new Selection(host.registry());
    this.files = new NamedFiles(host.options().files());
  }

  /** One for each task. */
  List<? extends EnvironmentSource> of(OpenArguments arguments) {
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
      return selection.tasks(what).stream()
          .map(task -> new VectorMember(task, files.admit(task, options)))
          .toList();
    }
    long seed =
        arguments.benchmarkSeed() == null ? benchmark.defaultSeed() : arguments.benchmarkSeed();
    return benchmark.draw(seed, options.profile()).entries().stream()
        .map(entry -> member(entry, options))
        .toList();
  }

  private BenchmarkMember member(Benchmark.Entry entry, EnvironmentOptions options) {
    TaskDefinition task = selection.task(entry.task());
    return new BenchmarkMember(task, files.admit(task, options), entry);
  }

  private EnvironmentOptions options(OpenArguments arguments) {
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
    try {
      return commandPath(arguments).applyTo(varied(arguments, options));
    } catch (BadInputException e) {
      throw missing(e).map(each -> notInstalled(arguments.engine(), each)).orElseThrow(() -> e);
    }
  }

  private static Optional<MissingLibraryException> missing(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
        .filter(MissingLibraryException.class::isInstance)
        .map(MissingLibraryException.class::cast)
        .findFirst();
  }

  private static RuntimeException notInstalled(String engine, MissingLibraryException missing) {
    return new CallException(
        ErrorCode.UNAVAILABLE,
        "the server has no library for engine '%s'; run './workcell %2$s' on its machine, or 'python -m workcell %2$s' where it came with a wheel, and start it again"
            .formatted(engine, missing.library()));
  }

  private static CommandPathChoice commandPath(OpenArguments arguments) {
    return new CommandPathChoice(
        arguments.actionAdapter(),
        few("filters", arguments.filters()),
        few("stages", arguments.stages()),
        drives(arguments.actuators()),
        delta(arguments.delta()),
        arguments.engine() == null ? Engine.NAME : arguments.engine());
  }

  private static DeltaAction delta(OpenArguments.Delta delta) {
    return delta == null
        ? null
        : DeltaActions.action(
            new DeltaAction.Source(
                CallJson.required(delta.folder(), "delta.folder"),
                "",
                CallJson.required(delta.description(), "delta.description"),
                CallJson.required(delta.weights(), "delta.weights"),
                delta.options() == null ? "" : delta.options(),
                Boolean.TRUE.equals(delta.useRefused())));
  }

  private static ActuatorModel drives(OpenArguments.Actuators actuators) {
    return actuators == null
        ? null
        : ParameterFiles.actuators(
            CallJson.required(actuators.file(), "actuators.file"),
            CallJson.required(actuators.content(), "actuators.content"));
  }

  private static List<String> few(String name, List<String> words) {
    if (words == null) {
      return List.of();
    }
    if (words.size() > MOST_PARTS || words.contains(null)) {
      throw CallJson.invalid(
          "'%s' has %d elements, expected at most %d, none of them null"
              .formatted(name, words.size(), MOST_PARTS));
    }
    return words;
  }

  private static EnvironmentOptions varied(OpenArguments arguments, EnvironmentOptions options) {
    if (arguments.randomize() != null && arguments.perturb() != null) {
      throw CallJson.invalid(
          "'randomize' is for training and 'perturb' for evaluation; give one of them");
    }
    if (arguments.randomize() != null) {
      return options.withRandomization(Variations.training(arguments.randomize()));
    }
    return Optional.ofNullable(arguments.perturb())
        .flatMap(Variations::perturbation)
        .map(options::withRandomization)
        .orElse(options);
  }

  /** Clients name what the server was started with; they never send paths. */
  private AssetPack assets(String name) {
    if (name.equals(OpenArguments.BUILTIN)) {
      return AssetPack.builtin();
    }
    Map<String, AssetPack> packs = host.options().assets();
    AssetPack pack = packs.get(name);
    if (pack == null) {
      throw new CallException(
          ErrorCode.NOT_FOUND,
          "this server has no assets '%s'; it has builtin%s"
              .formatted(name, packs.isEmpty() ? "" : " and " + new TreeSet<>(packs.keySet())));
    }
    return pack;
  }
}
