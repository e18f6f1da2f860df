package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.gap.GapRobot;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a hidden robot in a form that tasks take, to judge policies on it. */
@Command(
    name = "reveal",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Write the hidden robot as a model and drives that tasks take, to judge policies on it.",
    footer = {
      "",
      "OUT gets robot.xml, the model with the true masses, for --robot, and drives.json, the true"
          + " actuator chain and constants of joints, for --actuators. Nothing that is to learn"
          + " from the logs may read them. Commands that jitter in the logs do not jitter there.",
      "",
      "Exit status: 0 written, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real gap reveal g9/ --model arm.xml --out g9.truth/",
      "  workcell bench arm/reach-v1 --robot g9.truth/robot.xml --robot-map arm.yaml --actuators"
          + " g9.truth/drives.json --policy p.pt"
    })
final class GapRevealCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder that 'gap make' made.")
  private Path folder;

  @Mixin private ModelArguments model;

  @Option(names = "--out", required = true, paramLabel = "OUT", description = "A new folder.")
  private Path out;

  @Override
  public Integer call() {
    if (Files.exists(out)) {
      throw new BadInputException("%s exists already; name a new folder".formatted(out));
    }
    try (ModelFile nominal = model.open()) {
      Files.createDirectories(out);
      GapRobot.reveal(folder, nominal.mjcf(), out);
      PrintWriter writer = spec.commandLine().getOut();
      writer.printf(
          "--robot %s --actuators %s%n", out.resolve("robot.xml"), out.resolve("drives.json"));
      writer.flush();
      return ExitStatus.OK;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be written (%s)".formatted(out, IoReason.of(e)), e);
    }
  }
}
