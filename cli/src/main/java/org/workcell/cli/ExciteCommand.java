package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.excitation.CommandFile;
import org.workcell.sim2real.excitation.ExcitationDesigner;
import org.workcell.sim2real.excitation.ExcitationKind;
import org.workcell.sim2real.excitation.JointLimits;
import org.workcell.sim2real.excitation.Motion;
import org.workcell.sim2real.excitation.MotionPeaks;
import org.workcell.sim2real.excitation.TorqueInformation;
import org.workcell.sim2real.model.RobotModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Designs a motion that makes a robot's parameters visible in its logs. */
@Command(
    name = "excite",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Write a motion that excites a robot's parameters, within its limits and "
            + "without collisions.",
    footer = {
      "",
      "Of several candidates, the motion is written whose torques are most "
          + "informative about armatures, friction and masses (D-optimality). Torques "
          + "follow from the model by inverse dynamics; a collision is a contact that the "
          + "model does not have at home. The model contains neither cables nor people: "
          + "check the file against your robot's safety rules before you run it.",
      "",
      "Exit status: 0 written, 2 bad input, or no such motion is possible.",
      "",
      "Examples:",
      "  workcell sim2real excite --model arm.xml --seconds 20 --out cmd.csv",
      "  workcell sim2real excite --model arm.xml --joints shoulder,elbow --kind chirp --out c.csv"
    })
final class ExciteCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ModelArguments model;

  @Option(
      names = "--joints",
      split = ",",
      paramLabel = "NAME,...",
      description = "Joints that move (default: all that have an actuator).")
  private List<String> joints = List.of();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      defaultValue = "MULTISINE",
      description = "multisine, chirp, steps or policy_like (default: multisine).")
  private ExcitationKind kind;

  @Option(
      names = "--row-hz",
      paramLabel = "HZ",
      defaultValue = "100",
      description = "Rows per second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Mixin private MotionArguments motion = new MotionArguments(0.5, 1, 4);

  @Option(
      names = "--candidates",
      paramLabel = "N",
      defaultValue = "8",
      description = "Candidates to compare (default: ${DEFAULT-VALUE}).")
  private int candidates;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of the candidates (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "CSV file.")
  private Path out;

  @Override
  public Integer call() {
    OutputArguments.requireWritable("--out", out);
    if (candidates < 1 || candidates > 1000 || !(rate >= 1) || rate > 10_000) {
      throw new BadInputException(
          "--candidates %d and --row-hz %s; expected 1 to 1000, and 1 to 10000 Hz"
              .formatted(candidates, rate));
    }
    try (ModelFile nominal = model.open();
        RobotModel robot = RobotModel.load(nominal.mjcf())) {
      design(robot);
      return ExitStatus.OK;
    } catch (ModelException | IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInputException(
          "--out %s cannot be written (%s)".formatted(out, IoReason.of(e)), e);
    }
  }

  private void design(RobotModel robot) throws IOException {
    Model compiled = robot.model();
    List<JointLimits> limits =
        JointLimits.of(compiled, joints, motion.velocity(), motion.acceleration());
    double[] home = JointLimits.home(compiled);
    ExcitationDesigner.Shape shape =
        new ExcitationDesigner.Shape(motion.seconds(), motion.amplitude(), motion.highestHz());
    shape.requireSampledAt(rate);
    try (ExcitationDesigner designer = new ExcitationDesigner(compiled, home, limits);
        TorqueInformation information = new TorqueInformation(compiled, home, limits)) {
      Motion best =
          designer.best(
              kind, shape, candidates, information, new SeedStreams(seed).stream("excitation"));
      List<String> columns = new ArrayList<>();
      for (JointLimits limit : limits) {
        columns.add(limit.joint() + (robot.joint(limit.joint()).slides() ? "_m" : "_rad"));
      }
      AtomicFiles.write(out, CommandFile.toCsv(best, rate, columns));
      print(best, limits);
    }
  }

  private void print(Motion of, List<JointLimits> limits) {
    PrintWriter writer = spec.commandLine().getOut();
    MotionPeaks peaks = MotionPeaks.of(of);
    writer.printf("%-24s %9s %9s %9s %9s%n", "joint", "lowest", "highest", "speed", "accel.");
    for (int j = 0; j < limits.size(); j++) {
      writer.printf(
          Locale.ROOT,
          "%-24s %9.3f %9.3f %9.3f %9.3f%n",
          limits.get(j).joint(),
          peaks.low()[j],
          peaks.high()[j],
          peaks.velocity()[j],
          peaks.acceleration()[j]);
    }
    writer.flush();
  }
}
