package org.workcell.recipes.closedloop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.StageFolder;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.delta.DeltaGate;
import org.workcell.sim2real.delta.DeltaProblem;
import org.workcell.sim2real.delta.DeltaTrainingOptions;
import org.workcell.sim2real.delta.SupervisedDelta;
import org.workcell.sim2real.forward.ForwardIdentification;
import org.workcell.sim2real.forward.ForwardOptions;
import org.workcell.sim2real.forward.ForwardProblem;
import org.workcell.sim2real.gap.GapPlan;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

/** What is learned of the hidden robot from its logs: numbers of the model, and a delta on top. */
final class LoopModel {

  private static final double WINDOW_SECONDS = 0.5;

  /** Windows that touch each other tell little more, and take longer. */
  private static final double STRIDE_SECONDS = 2;

  private final LoopPlan plan;
  private final StageFolder files;
  private final Path model;
  private final Consumer<String> progress;
  private final int threads = Runtime.getRuntime().availableProcessors();

  LoopModel(LoopPlan plan, StageFolder files, Path model, Consumer<String> progress) {
    this.plan = plan;
    this.files = files;
    this.model = model;
    this.progress = progress;
  }

  /** Finds the numbers that position servos and friction of the engine have. */
  void identify() {
    if (files.has(LoopWorld.PARAMETERS)) {
      return;
    }
    try (RobotModel robot = RobotModel.load(model)) {
      ParameterFile.Source source =
          new ParameterFile.Source(model.getFileName().toString(), LogFolder.sha256(model));
      ForwardOptions options =
          ForwardOptions.builder()
              .seed(plan.seed())
              .windows(WINDOW_SECONDS, STRIDE_SECONDS)
              .bootstrapReplicates(0)
              .build();
      ParameterFile found =
          ForwardIdentification.identify(
                  new ForwardProblem(
                      robot, source, logs(GapPlan.TRAIN), logs(GapPlan.VALIDATION), List.of()),
                  options,
                  line -> progress.accept("identification: " + line))
              .file();
      ParameterFiles.write(files.of(LoopWorld.PARAMETERS), found);
    } catch (IOException e) {
      throw new UncheckedIOException("parameters cannot be written", e);
    }
  }

  /** Learns a delta and has it judged on logs that taught nothing; whether it may be used. */
  boolean delta() {
    Path folder = files.of(LoopWorld.DELTA);
    if (!files.has(LoopWorld.DELTA + "/" + DeltaFiles.DESCRIPTION)) {
      try (RobotModel robot = RobotModel.load(model)) {
        train(
            RobotSetup.builder(robot)
                .parameterFile(ParameterFiles.read(files.of(LoopWorld.PARAMETERS)))
                .build(),
            folder);
      } catch (IOException e) {
        throw new UncheckedIOException("the delta cannot be written", e);
      }
    }
    return !DeltaFiles.read(folder).isRefused();
  }

  private void train(RobotSetup setup, Path folder) throws IOException {
    ObjectNode report = Json.mapper().createObjectNode();
    DeltaProblem problem =
        DeltaProblem.of(
            setup, logs(GapPlan.TRAIN), DeltaTrainingOptions.usual(plan.seed(), threads));
    SupervisedDelta method = new SupervisedDelta();
    DeltaModel found = method.train(problem, report, line -> progress.accept("delta: " + line));
    List<RobotLog> heldOut = new ArrayList<>(logs(GapPlan.VALIDATION));
    heldOut.addAll(logs(GapPlan.TEST));
    DeltaGate.Judged judged =
        new DeltaGate(setup, threads, plan.seed())
            .judge(found, heldOut, logs(GapPlan.OUT_OF_DISTRIBUTION));
    progress.accept("delta: " + judged.decision().reason());
    report.put("method", method.name());
    report.put("seed", plan.seed());
    report.set("gate", Json.mapper().valueToTree(judged.decision()));
    DeltaFiles.write(folder, judged.model(), report);
  }

  private List<RobotLog> logs(String split) {
    return LogFolder.open(files.of(LoopWorld.GAP).resolve(split)).readAll();
  }
}
