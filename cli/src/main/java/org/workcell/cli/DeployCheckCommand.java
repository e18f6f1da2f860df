package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim2real.deploy.DeployCheck;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows that a policy needs no delta and no drives where it is used. */
@Command(
    name = "deploy-check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Check that a policy runs without the delta that it was trained with.",
    footer = {
      "",
      "The policy runs in the plain environment of the task: no drives, no delta, no filter. Its"
          + " inputs must be blocks that the task publishes, and its file must refer to no delta.",
      "",
      "Exit status: 0 it does, 1 it does not, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real deploy-check arm/push-v1 --policy tuned.pt"
    })
final class DeployCheckCommand implements Callable<Integer> {

  static final int EPISODES = 20;

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "TASK", description = "The task of the policy.")
  private String task;

  @Option(names = "--policy", paramLabel = "FILE.pt", description = "The policy to check.")
  private Path policy;

  @Option(
      names = "--task",
      hidden = true,
      description = "As in earlier versions: the task, where the parameter is the policy.")
  private String namedTask;

  @Option(
      names = "--episodes",
      paramLabel = "N",
      defaultValue = "20",
      description = "Episodes that are run (default: ${DEFAULT-VALUE}).")
  private int episodes;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1000000",
      description = "Seed of the first one (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private EnvironmentArguments environment;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that simulate (default: processors). Results do not depend on it.")
  private Integer workers;

  DeployCheckCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    if (namedTask != null) {
      policy = Path.of(task);
      task = namedTask;
    }
    if (policy == null) {
      throw new BadInputException("no policy is given; name its file with --policy FILE.pt");
    }
    if (!Files.isRegularFile(policy)) {
      throw new BadInputException(
          "there is no policy file '%s'; give a TorchScript file, as 'workcell train' writes it"
              .formatted(policy));
    }
    FinetuneArguments.requireSettings(policy, environment.settingsByName());
    TaskDefinition definition = new TaskSelection(registry.get()).task(task);
    EnvironmentOptions options =
        EnvironmentArguments.options(
            environment.profile == null ? "strict" : environment.profile,
            environment.assetsOrBuiltin(),
            environment.horizon,
            environment.settingsByName());
    return run(
        policy, definition, options, seed, episodes, PoolOptions.of(Workers.count(workers)), spec);
  }

  /** Checks and prints; returns the exit status. */
  static int run(
      Path policy,
      TaskDefinition task,
      EnvironmentOptions options,
      long seed,
      int episodes,
      PoolOptions pool,
      CommandSpec spec) {
    CommandLine line = spec.commandLine();
    DeployCheck check;
    try {
      check = DeployCheck.of(policy, task, options, seed, episodes, pool);
    } catch (IllegalArgumentException | EngineException e) {
      throw new BadInputException(e.getMessage(), e);
    }
    PrintWriter out = line.getOut();
    out.println("deploy check of " + policy);
    for (DeployCheck.Evidence each : check.evidence()) {
      out.printf("  %-12s %-4s %s%n", each.subject(), each.met() ? "ok" : "NO", each.words());
    }
    out.println(check.passed() ? "it needs no delta" : "it cannot be deployed as it is");
    out.flush();
    return check.passed() ? ExitStatus.OK : ExitStatus.TARGET_MISSED;
  }
}
