package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;
import org.workcell.sim2real.gap.GapMaker;
import org.workcell.sim2real.gap.GapPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes logs of a simulated robot. */
@Command(
    name = "make",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Make logs of a simulated robot that differs from its model in a hidden way.",
    footer = {
      "",
      "DIR gets folders of logs (train, validation, test, ood), gap.json with what a "
          + "method may know, and hidden/truth.json, which only 'gap score' reads. The same"
          + " arguments give the same bytes. With family G8, DIR/model.xml is the model "
          + "with a table.",
      "",
      "Exit status: 0 made, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real gap make --model arm.xml --family G4 --level mild --seed 1 --out g4/",
      "  workcell sim2real gap make --model arm.xml --family G10 --engine bullet --seed 1 --out"
          + " g10/"
    })
final class GapMakeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ModelArguments model;

  @Option(
      names = "--family",
      required = true,
      paramLabel = "G0..G11",
      description = "Family of the gap: ${COMPLETION-CANDIDATES}.")
  private GapFamily family;

  @Option(
      names = "--level",
      paramLabel = "mild|hard",
      defaultValue = "MILD",
      description = "Size of the gap: mild or hard (default: mild).")
  private GapLevel level;

  @Option(
      names = "--seed",
      required = true,
      paramLabel = "S",
      description = "Seed of truth, motions and noise.")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  @Option(
      names = "--joints",
      split = ",",
      paramLabel = "NAME,...",
      description = "Joints that move (default: all that take positions).")
  private List<String> joints = List.of();

  @Option(
      names = "--actuators",
      paramLabel = "FILE",
      description = "Actuator stages of the nominal robot, such as servos of torque motors.")
  private Path actuators;

  @Option(
      names = "--trajectories",
      paramLabel = "N",
      defaultValue = "20",
      description = "Number of logs, not counting those of ood (default: ${DEFAULT-VALUE}).")
  private int trajectories;

  @Mixin private MotionArguments motion = new MotionArguments(0.4, 2, 8);

  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description =
          "With family G10, the engine that simulates the robot: bullet (default for "
              + "mild), set up to follow the model, or bullet-plain (default for hard), with "
              + "Bullet's own defaults.")
  private String engine;

  @Option(names = "--payload", description = "Also make logs with a hidden load in the hand.")
  private boolean payload;

  @Override
  public Integer call() {
    List<ChainStage> chain = actuators == null ? List.of() : ParameterFiles.read(actuators).chain();
    try (ModelFile nominal = model.open()) {
      GapPlan.Builder builder =
          GapPlan.builder(family, level, seed)
              .joints(joints)
              .chain(chain)
              .trajectories(trajectories, motion.seconds())
              .reach(motion.amplitude(), motion.highestHz())
              .limits(motion.velocity(), motion.acceleration())
              .payload(payload);
      GapPlan plan = (engine == null ? builder : builder.engine(engine)).build();
      Path scene = GapMaker.make(plan, nominal.forGap(), out);
      PrintWriter writer = spec.commandLine().getOut();
      writer.printf(
          "%s %s: %s%n", family, level.name().toLowerCase(Locale.ROOT), family.description());
      plan.splits()
          .forEach(
              (split, count) ->
                  writer.printf("  %-10s %d %s%n", split, count, count == 1 ? "log" : "logs"));
      writer.printf(
          "identify with --model %s%n",
          scene.equals(nominal.mjcf()) ? ModelConverter.words(nominal.named()) : scene);
      writer.flush();
      return ExitStatus.OK;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
