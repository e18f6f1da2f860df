package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.datasets.records.Json;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.tasks.parity.ParityCheck;
import org.workcell.tasks.parity.ParityReport;
import org.workcell.tasks.parity.SuiteParity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares a suite with recordings of the software it is compatible with. */
@Command(
    name = "parity",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Replay recordings of upstream software, and report the differences.",
    footer = {
      "",
      "Every *.npz of the folder is replayed in profile compat: with every step "
          + "forced to the recorded state and, of metaworld and kitchen, running free from "
          + "the reset on. Every *.json is a file of drawn goals, which are drawn again. No"
          + " file is left out; kinds of recordings that a folder lacks are named.",
      "",
      "metaworld, kitchen: positions, velocities and motion-capture targets must be equal to the"
          + " bit (their difference is the number of differing bits); observation, reward and info"
          + " may differ by 1e-9. libero: shares of all actions have limits, see docs/libero.md;"
          + " scenes and truths of goal atoms must be equal.",
      "",
      "With --demonstrations, the images of a file of demonstrations are compared with those that"
          + " are drawn here from its states, with the values of profile compat: on average they"
          + " may differ by 1/255, and 99.9 %% of all values by 4/255.",
      "",
      "Exit status: 0 all equal, 1 a file differs or could not be replayed, or there "
          + "is none, 2 bad input.",
      "",
      "Examples:",
      "  workcell parity metaworld --assets metaworld/assets --golden golden/metaworld",
      "  workcell parity libero --assets LIBERO --demonstrations task_demo.hdf5"
    })
final class ParityCommand implements Callable<Integer> {

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUITE", description = "The suite to compare.")
  private String suite;

  @Mixin private AssetArguments assets;

  @Option(names = "--golden", paramLabel = "DIR", description = "The folder of recordings.")
  private Path golden;

  @Option(
      names = "--demonstrations",
      paramLabel = "FILE.hdf5",
      description = "A file of demonstrations (*.hdf5), whose images are compared.")
  private Path demos;

  @Option(names = "--json", description = "Print the report as JSON instead of a table.")
  private boolean json;

  ParityCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    if ((golden == null) == (demos == null)) {
      throw new BadInputException(
          "give one of --golden (a folder of recordings) and --demonstrations (a file of"
              + " demonstrations)");
    }
    if (demos != null) {
      return ImageVerdict.print(
          demos, suite, assets(), registry.get(), json, spec.commandLine().getOut());
    }
    ParityCheck check = new ParityCheck(suite(), assets());
    ParityReport report = run(check);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.pretty(report) : ParityTable.render(report));
    out.flush();
    return report.passed() ? ExitStatus.OK : ExitStatus.TARGET_MISSED;
  }

  private SuiteParity suite() {
    List<SuiteParity> known = ParityCheck.suites();
    return known.stream()
        .filter(found -> found.suite().equals(suite))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "there are no recordings of suite '%s'; use one of %s"
                        .formatted(suite, known.stream().map(SuiteParity::suite).toList())));
  }

  private AssetPack assets() {
    if (assets.inWords() == null) {
      throw new BadInputException("--assets is missing; give the folder of upstream's assets");
    }
    try {
      return AssetPack.parse(assets.inWords());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private ParityReport run(ParityCheck check) {
    if (!Files.isDirectory(golden)) {
      throw new BadInputException(
          "--golden '%s' is not a folder; give the folder of recordings".formatted(golden));
    }
    try {
      return check.run(golden, this::sayProgress);
    } catch (IOException e) {
      throw new BadInputException(
          "--golden '%s' cannot be read (%s)".formatted(golden, IoReason.of(e)), e);
    }
  }

  private void sayProgress(String file) {
    if (StandardError.isTerminal()) {
      spec.commandLine().getErr().println(file);
      spec.commandLine().getErr().flush();
    }
  }
}
