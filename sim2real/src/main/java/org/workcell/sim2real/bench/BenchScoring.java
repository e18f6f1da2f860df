package org.workcell.sim2real.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.workcell.datasets.delta.DeltaFile;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim2real.delta.DeltaReplay;
import org.workcell.sim2real.forward.ParameterGate;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapPlan;
import org.workcell.sim2real.gap.GapScore;
import org.workcell.sim2real.gap.GapScorer;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayErrors.Quantity;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayStudy;

/** Scores what was learned of a cell's robot on logs that nothing was learned from or judged by. */
final class BenchScoring {

  static final double[] HORIZONS_SECONDS = {0.25, 0.5, 1};

  /** Families whose truth the model's numbers can say. */
  static final Set<GapFamily> PARAMETRIC =
      EnumSet.of(GapFamily.G1, GapFamily.G2, GapFamily.G3, GapFamily.G6);

  private static final double STRIDE_SECONDS = 0.8;

  /** A delta in the comparison. */
  private record Delta(String method, boolean onIdentified, DeltaFile file) {}

  private final BenchCell cell;
  private final BenchLearning learning;
  private final List<Delta> deltas;
  private final int threads;
  private final long seed;

  BenchScoring(
      BenchPlan plan, BenchCell cell, BenchLearning learning, long suiteSeed, int threads) {
    this.cell = cell;
    this.learning = learning;
    this.threads = threads;
    this.seed = cell.seed(suiteSeed);
    this.deltas = new ArrayList<>();
    for (String method : plan.delta().methods()) {
      deltas.add(delta(combined(method), true));
    }
    if (plan.robot(cell.robot()).coupled()) {
      deltas.add(delta(CellResult.COUPLED, true));
    }
    if (plan.delta().alone()) {
      deltas.add(delta(CellResult.ALONE, false));
    }
  }

  /** The method of a delta on the identified model. */
  static String combined(String method) {
    return "%s+%s".formatted(CellResult.SYSID, method);
  }

  private Delta delta(String name, boolean onIdentified) {
    return new Delta(name, onIdentified, DeltaFiles.read(learning.delta(name)));
  }

  CellResult score(RobotModel robot) {
    List<CellResult.Errors> errors = new ArrayList<>();
    for (String split : List.of(GapPlan.TEST, GapPlan.OUT_OF_DISTRIBUTION)) {
      errors.addAll(errors(robot, split));
    }
    boolean parametric = PARAMETRIC.contains(cell.family());
    GapScore truth = parametric ? truth() : null;
    List<CellResult.Learned> learned = deltas.stream().map(BenchScoring::learned).toList();
    return new CellResult(
        cell.key(),
        cell.family(),
        cell.level(),
        learning.training().stream().mapToDouble(RobotLog::durationSeconds).sum(),
        LogFolder.sha256(learning.model()),
        best(learned),
        identified(),
        learned,
        errors,
        parametric ? truth.numbers() : List.of(),
        parametric
            ? truth.replays().stream().filter(each -> each.states().equals("true")).toList()
            : List.of());
  }

  private CellResult.Learned identified() {
    ParameterGate.Decision decision = learning.decision();
    return new CellResult.Learned(
        CellResult.SYSID,
        decision.accepted(),
        decision.reason(),
        decision.gain(),
        LogFolder.sha256(learning.params()));
  }

  private static CellResult.Learned learned(Delta delta) {
    return new CellResult.Learned(
        delta.method(),
        !delta.file().isRefused(),
        delta.file().gate().reason(),
        gain(delta.file()),
        delta.file().model().sha256());
  }

  /** The gain at the longest horizon on the validation logs. */
  private static double gain(DeltaFile file) {
    JsonNode gains = file.report().path("gate").path("gains");
    return gains.path(gains.size() - 1).path("gain").asDouble();
  }

  private static String best(List<CellResult.Learned> learned) {
    return learned.stream()
        .filter(each -> each.accepted() && !each.method().equals(CellResult.ALONE))
        .max(Comparator.comparingDouble(CellResult.Learned::validationGain))
        .map(CellResult.Learned::method)
        .orElse(CellResult.SYSID);
  }

  /** Numbers, and replays without the noise of logs: small gaps would vanish in it. */
  private GapScore truth() {
    return GapScorer.score(
        learning.world(), learning.model(), List.of(), ParameterFiles.read(learning.params()));
  }

  private List<CellResult.Errors> errors(RobotModel robot, String split) {
    List<RobotLog> logs = learning.logs(split);
    ReplayStudy study =
        ReplayStudy.of(
            candidates(robot, logs),
            logs,
            new ReplayStudy.Options(HORIZONS_SECONDS, STRIDE_SECONDS, threads, seed));
    List<CellResult.Errors> errors = new ArrayList<>();
    // The last motion holds still and is no method.
    for (int motion = 0; motion < study.motions().size() - 1; motion++) {
      for (double horizon : HORIZONS_SECONDS) {
        errors.add(errors(study, motion, split, horizon));
      }
    }
    return errors;
  }

  private List<ReplayStudy.Candidate> candidates(RobotModel robot, List<RobotLog> logs) {
    RobotSetup nominal = learning.nominal(robot);
    RobotSetup identified = learning.identified(robot);
    List<ReplayStudy.Candidate> candidates = new ArrayList<>();
    candidates.add(new ReplayStudy.Candidate(CellResult.OPEN, nominal));
    candidates.add(new ReplayStudy.Candidate(CellResult.SYSID, identified));
    for (Delta delta : deltas) {
      RobotSetup setup = delta.onIdentified() ? identified : nominal;
      List<ReplayLog> read = logs.stream().map(log -> ReplayLog.of(log, setup)).toList();
      candidates.add(
          new ReplayStudy.Candidate(
              delta.method(), setup, DeltaReplay.of(delta.file().model(), read)));
    }
    return candidates;
  }

  private static CellResult.Errors errors(
      ReplayStudy study, int motion, String split, double horizon) {
    ReplayStudy.Estimate rms = study.within(motion, Quantity.POSITION, horizon);
    ReplayStudy.Estimate reduction = study.reductionWithin(motion, Quantity.POSITION, horizon);
    boolean open = motion == 0;
    return new CellResult.Errors(
        study.motions().get(motion),
        split,
        horizon,
        study.errors(motion, horizon).windows(),
        study.errors(motion, horizon).failures(),
        finite(rms.value()),
        open ? null : finite(reduction.value()),
        open ? null : finite(reduction.low()),
        open ? null : finite(reduction.high()));
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
