package org.workcell.sim2real.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.records.Json;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayFilter;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayStudy;

/**
 * Makes the candidates of a comparison. Those that learn from logs and are not given learn from the
 * training logs, never from those that are compared. One thread at a time.
 */
public final class Comparison {

  /** Collects what is compared. */
  public static final class Builder {

    private final RobotModel robot;
    private List<ChainStage> chain = List.of();
    private ParameterFile identified;
    private ParameterFile family;
    private DeltaModel alone;
    private DeltaModel onIdentified;
    private List<RobotLog> training = List.of();
    private DeltaTrainingOptions options;
    private Consumer<String> progress = line -> {};

    private Builder(RobotModel robot) {
      this.robot = robot;
    }

    /** Actuator stages of the nominal model. */
    public Builder chain(List<ChainStage> stages) {
      this.chain = List.copyOf(stages);
      return this;
    }

    /** What was identified; null for nothing. */
    public Builder identified(ParameterFile file) {
      this.identified = file;
      return this;
    }

    /** What was identified with another family; null for nothing. */
    public Builder family(ParameterFile file) {
      this.family = file;
      return this;
    }

    /** A delta on the nominal model; null to learn it. */
    public Builder alone(DeltaModel delta) {
      this.alone = delta;
      return this;
    }

    /** A delta on the identified model; null to learn it. */
    public Builder onIdentified(DeltaModel delta) {
      this.onIdentified = delta;
      return this;
    }

    /** Logs to learn from. */
    public Builder training(List<RobotLog> logs) {
      this.training = List.copyOf(logs);
      return this;
    }

    /** How to learn. */
    public Builder options(DeltaTrainingOptions how) {
      this.options = how;
      return this;
    }

    /** Is told lines for people. */
    public Builder progress(Consumer<String> lines) {
      this.progress = lines;
      return this;
    }

    /** The comparison. */
    public Comparison build() {
      return new Comparison(this);
    }
  }

  private final Builder of;
  private final RobotSetup nominal;

  private Comparison(Builder builder) {
    this.of = builder;
    this.nominal = RobotSetup.builder(of.robot).chain(of.chain).build();
  }

  /** A comparison on a robot's model. */
  public static Builder builder(RobotModel robot) {
    return new Builder(robot);
  }

  /**
   * The candidates of methods, open loop first, whether it is among them or not.
   *
   * @param compared the logs that they will be compared on
   * @throws IllegalArgumentException naming what a method lacks
   */
  public List<ReplayStudy.Candidate> candidates(
      List<ComparedMethod> methods, List<RobotLog> compared) {
    Map<ComparedMethod, ReplayStudy.Candidate> made = new LinkedHashMap<>();
    made.put(ComparedMethod.OPENLOOP, plain(ComparedMethod.OPENLOOP, nominal));
    for (ComparedMethod method : methods) {
      if (!made.containsKey(method)) {
        made.put(method, candidate(method, compared));
      }
    }
    return new ArrayList<>(made.values());
  }

  private static ReplayStudy.Candidate plain(ComparedMethod method, RobotSetup setup) {
    return new ReplayStudy.Candidate(method.label(), setup);
  }

  private ReplayStudy.Candidate candidate(ComparedMethod method, List<RobotLog> compared) {
    return switch (method) {
      case OPENLOOP -> plain(method, nominal);
      case SYSID -> plain(method, setup(of.identified, method, "--params"));
      case SYSID_FAMILY -> plain(method, setup(of.family, method, "--family-params"));
      case ASAP_GRID -> plain(method, grid());
      case DELTADYN -> with(method, dynamics());
      case ACTUATORNET -> with(method, ActuatorNet.train(problem(method, nominal)).filters());
      case DELTA -> with(method, nominal, of.alone, compared);
      case SYSID_DELTA ->
          with(method, setup(of.identified, method, "--params"), of.onIdentified, compared);
    };
  }

  private ReplayStudy.Candidate with(ComparedMethod method, Supplier<ReplayFilter> filters) {
    return new ReplayStudy.Candidate(method.label(), nominal, filters);
  }

  private ReplayStudy.Candidate with(
      ComparedMethod method, RobotSetup setup, DeltaModel given, List<RobotLog> compared) {
    DeltaModel delta = given == null ? learn(method, setup) : given;
    List<ReplayLog> logs = compared.stream().map(log -> ReplayLog.of(log, setup)).toList();
    return new ReplayStudy.Candidate(method.label(), setup, DeltaReplay.of(delta, logs));
  }

  private DeltaModel learn(ComparedMethod method, RobotSetup setup) {
    of.progress.accept("%s learns".formatted(method.label()));
    ObjectNode report = Json.mapper().createObjectNode();
    return new SupervisedDelta().train(problem(method, setup), report, of.progress);
  }

  private Supplier<ReplayFilter> dynamics() {
    of.progress.accept("deltadyn learns");
    return DynamicsBaseline.train(problem(ComparedMethod.DELTADYN, nominal), of.progress).filters();
  }

  private RobotSetup grid() {
    requireTraining(ComparedMethod.ASAP_GRID);
    List<ReplayLog> logs = of.training.stream().map(log -> ReplayLog.of(log, nominal)).toList();
    return AsapGrid.fit(of.robot, of.chain, logs, of.options.threads());
  }

  private RobotSetup setup(ParameterFile file, ComparedMethod method, String option) {
    if (file == null) {
      throw new IllegalArgumentException(
          "method %s needs %s: what 'identify' found".formatted(method.label(), option));
    }
    List<ChainStage> stages = file.chain().isEmpty() ? of.chain : file.chain();
    return RobotSetup.builder(of.robot).parameterFile(file).chain(stages).build();
  }

  private DeltaProblem problem(ComparedMethod method, RobotSetup setup) {
    requireTraining(method);
    return DeltaProblem.of(setup, of.training, of.options);
  }

  private void requireTraining(ComparedMethod method) {
    if (of.training.isEmpty()) {
      throw new IllegalArgumentException(
          "method %s learns from logs; name some by --train, none of which is compared%s"
              .formatted(
                  method.label(),
                  method == ComparedMethod.DELTA || method == ComparedMethod.SYSID_DELTA
                      ? ", or give a delta by --delta"
                      : ""));
    }
  }
}
