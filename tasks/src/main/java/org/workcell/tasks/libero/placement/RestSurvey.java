package org.workcell.tasks.libero.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.tasks.libero.placement.Premise.Finding;
import org.workcell.tasks.libero.placement.Rest.ObjectRest;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.scene.LiberoScenes;

/**
 * Looks where the objects of stored starts come to rest: each start, as it is stored or lowered
 * onto its supports first, is simulated until everything rests, and its premise is tested before
 * and after. Immutable; safe to share.
 */
public final class RestSurvey {

  private final AssetPack assets;
  private final boolean settled;
  private final int rows;

  /**
   * A survey.
   *
   * @param assets whose scenes
   * @param settled whether objects are lowered onto their supports first
   * @param rows how many of the stored states of a task, from the first on
   * @throws IllegalArgumentException if there are not so many
   */
  public RestSurvey(AssetPack assets, boolean settled, int rows) {
    this.assets = assets;
    this.settled = settled;
    this.rows = rows;
  }

  /**
   * Surveys one task, in a scene that it compiles.
   *
   * @throws IllegalArgumentException if the assets lack a part of its scene
   */
  public Rest survey(TaskConfig config) {
    try (Model scene = assets.load(LiberoScenes.of(config), SceneAdditions.none());
        WorkerModel placed = new WorkerModel(scene)) {
      placed.apply(fixtures(config, scene));
      return survey(config, placed.model());
    }
  }

  private Rest survey(TaskConfig config, Model scene) {
    try (Physics physics = new Physics(scene)) {
      PremiseCheck premise = new PremiseCheck(config, physics);
      SettledContexts contexts = new SettledContexts(config, physics);
      Resting resting = new Resting(config, physics);
      List<Rest.Row> found = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        InitialState stored = StoredStates.initialState(config, row);
        physics.reset();
        InitialState start = settled ? contexts.settle(stored) : stored;
        start.write(physics);
        physics.forward();
        Premise before = premise.check(stored);
        double seconds = resting.simulate();
        found.add(row(config, physics, row, seconds, start, before, premise.check(stored)));
      }
      return new Rest(config.id(), found);
    }
  }

  /** Stored rows share the poses of their fixtures. */
  private static ModelEdits fixtures(TaskConfig config, Model scene) {
    ModelEdits edits = new ModelEdits();
    double[][] poses = StoredStates.fixturePoses(config);
    for (int i = 0; i < poses.length; i++) {
      int body = scene.body(config.fixtures().get(i).rootBody());
      edits.setRow(ModelField.BODY_POS, body, Arrays.copyOf(poses[i], 3));
      edits.setRow(ModelField.BODY_QUAT, body, Arrays.copyOfRange(poses[i], 3, 7));
    }
    return edits;
  }

  private static Rest.Row row(
      TaskConfig config,
      Physics physics,
      int row,
      double seconds,
      InitialState start,
      Premise before,
      Premise after) {
    List<ObjectRest> objects = new ArrayList<>();
    double[] now = physics.qpos().toArray();
    for (Instance object : config.movables()) {
      int first = config.positionsStart(config.movables().indexOf(object));
      double[] was = Arrays.copyOfRange(start.positions(), first, first + 3);
      double[] is = Arrays.copyOfRange(now, first, first + 3);
      objects.add(
          new ObjectRest(
              object.name(), was, is, Math.hypot(is[0] - was[0], is[1] - was[1]), is[2] - was[2]));
    }
    ObjectRest farthest =
        objects.stream()
            .max(Comparator.comparingDouble(ObjectRest::driftMetres))
            .orElseThrow(() -> new IllegalStateException("task without movable objects"));
    return new Rest.Row(
        row,
        failures(before),
        failures(after),
        seconds,
        farthest.name(),
        farthest.driftMetres(),
        objects);
  }

  private static List<String> failures(Premise premise) {
    return premise.failures().stream().map(Finding::atom).map(Object::toString).toList();
  }
}
