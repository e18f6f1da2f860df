package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.Json;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.gap.GapScore;
import org.workcell.sim2real.gap.GapScorer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares identified parameters with a hidden truth. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Compare identified parameters with the hidden truth, and replays of held-out logs.",
    footer = {
      "",
      "'true' replays start from, and are compared with, the simulated robot's true "
          + "states, so their error is the model's alone; 'recorded' replays use the logs "
          + "as they are.",
      "",
      "Exit status: 0 scored, 1 a replay with the parameters diverged, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real gap score g4/ --model arm.xml --params p.json"
    })
final class GapScoreCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder that 'gap make' made.")
  private Path folder;

  @Mixin private ModelArguments model;

  @Option(
      names = "--params",
      required = true,
      paramLabel = "FILE",
      description = "Parameters of 'identify'.")
  private Path params;

  @Option(
      names = "--actuators",
      paramLabel = "FILE",
      description = "Actuator stages of the nominal robot, as 'gap make' had them.")
  private Path actuators;

  @Option(
      names = "--payload-params",
      paramLabel = "FILE",
      description = "Parameters of 'identify --payload-body', from the logs with a load.")
  private Path payload;

  @Option(names = "--json-file", paramLabel = "FILE", description = "Write all numbers as JSON.")
  private Path json;

  @Override
  public Integer call() {
    OutputArguments.requireWritable("--json-file", json);
    List<ChainStage> chain = actuators == null ? List.of() : ParameterFiles.read(actuators).chain();
    try (ModelFile nominal = model.open()) {
      ParameterFile loaded = payload == null ? null : ParameterFiles.read(payload);
      GapScore score =
          GapScorer.score(folder, nominal.forGap(), chain, ParameterFiles.read(params), loaded);
      if (json != null) {
        AtomicFiles.write(json, Json.pretty(score).getBytes(StandardCharsets.UTF_8));
      }
      print(score, spec.commandLine().getOut());
      boolean diverged = score.replays().stream().anyMatch(replay -> replay.diverged() > 0);
      return diverged ? ExitStatus.TARGET_MISSED : ExitStatus.OK;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInputException(
          "score %s cannot be written (%s)".formatted(json, IoReason.of(e)), e);
    }
  }

  private static void print(GapScore score, PrintWriter out) {
    out.printf(Locale.ROOT, "%s %s%n%n", score.family(), score.level());
    out.printf(
        "%-48s %-12s %11s %11s %11s %8s %8s%n",
        "number", "unit", "nominal", "truth", "found", "error %", "covered");
    for (GapScore.Number number : score.numbers()) {
      out.printf(
          Locale.ROOT,
          "%-48s %-12s %11.5g %11.5g %11s %8.2f %8s%s%n",
          number.path(),
          number.unit(),
          number.nominal(),
          number.truth(),
          number.found() ? "%.5g".formatted(number.estimate()) : "-",
          number.percentError(),
          number.covered() == null ? "-" : number.covered() ? "yes" : "no",
          number.identifiable() ? "" : "  (not counted: the logs do not tell it)");
    }
    out.printf(
        "%n%-6s %-9s %6s %8s %10s %10s %10s %18s%n",
        "logs", "states", "s", "windows", "diverged", "open mrad", "mrad", "reduced by %");
    for (GapScore.Replay replay : score.replays()) {
      out.printf(
          Locale.ROOT,
          "%-6s %-9s %6.2f %8d %10d %10.3f %10.3f %6.1f [%.1f, %.1f]%n",
          replay.split(),
          replay.states(),
          replay.horizonSeconds(),
          replay.windows(),
          replay.diverged(),
          1e3 * replay.openLoopRms(),
          1e3 * replay.rms(),
          100 * replay.reduction(),
          100 * replay.interval().low(),
          100 * replay.interval().high());
    }
    out.flush();
  }
}
