package org.workcell.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.records.Json;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.validation.LogValidator;
import org.workcell.sim2real.validation.LogVerdict;
import org.workcell.sim2real.validation.ModelFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether logs can be used. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Check logs: report what is wrong, what it means and what to do.",
    footer = {
      "",
      "Checked are times (rate, jitter, gaps, order), missing values, units and signs (velocity"
          + " against the rate of change of position, position against its command), limits of the"
          + " model, lag between command and state, excitation of each joint, saturation, stale"
          + " readings. A finding is fatal where the log must not be used as it is.",
      "",
      "Exit status: 0 no log has a fatal finding, 1 some have, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real validate logs/",
      "  workcell sim2real validate logs/run_3.npz --model arm.xml --json"
    })
final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR|FILE",
      description = "Folders of logs, or logs (NAME.npz beside NAME.json).")
  private List<Path> paths;

  @Option(
      names = "--model",
      paramLabel = "builtin:NAME|FILE",
      converter = ModelConverter.class,
      description =
          "Model of the robot, whose joints have limits: MJCF, URDF, builtin:desktop or"
              + " builtin:industrial.")
  private Path model;

  @Option(
      names = "--robot-map",
      paramLabel = "FILE",
      description = "Properties that URDF lacks, for example limits, see docs/arm.md.")
  private Path map;

  @Option(names = "--json", description = "Print everything as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    LogFolder logs = LogFolder.open(paths);
    LogValidator validator = new LogValidator(facts());
    List<LogVerdict> verdicts = new ArrayList<>();
    for (Path file : logs.files()) {
      verdicts.add(validator.examine(LogFolder.readAsItIs(file)));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Json.pretty(verdicts) : VerdictTable.render(verdicts));
    out.flush();
    return verdicts.stream().allMatch(LogVerdict::usable)
        ? ExitStatus.OK
        : ExitStatus.TARGET_MISSED;
  }

  private Optional<ModelFacts> facts() {
    if (model == null) {
      return Optional.empty();
    }
    // Servos that are assumed for URDF have no limits, so there is nothing to be said of them here.
    PrintWriter silent = new PrintWriter(Writer.nullWriter());
    try (ModelFile file = ModelFile.open(model, map, silent);
        Model compiled = Model.load(file.mjcf())) {
      return Optional.of(ModelFacts.of(compiled));
    } catch (ModelException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
