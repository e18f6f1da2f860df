package org.workcell.tasks.libero.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.tasks.libero.placement.Premise.Finding;
import org.workcell.tasks.libero.placement.Rest.ObjectRest;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskSheet;
import org.workcell.tasks.libero.scene.LiberoScenes;

/**
 * Looks where the objects of stored starts come to rest: each start is simulated for a while with
 * the robot held, as it is stored or lowered onto its supports first, and its premise is tested
 * before and after. Immutable; safe to share.
 */
public final class RestSurvey {

  /** As long as RLinf's evaluation waits, which waits longest. */
  public static final double SECONDS = 0.75;

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
  public Rest survey(TaskSheet sheet) {
    try (Model scene = assets.load(LiberoScenes.of(sheet), SceneAdditions.none())) {
      return survey(sheet, scene);
    }
  }

  private Rest survey(TaskSheet sheet, Model scene) {
    placeFixtures(sheet, scene);
    try (Physics physics = new Physics(scene)) {
      PremiseCheck premise = new PremiseCheck(sheet, physics);
      SettledContexts contexts = new SettledContexts(sheet, physics);
      List<Rest.Row> found = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        InitialState stored = StoredStates.initialState(sheet, row);
        physics.reset();
        InitialState start = settled ? contexts.settle(stored) : stored;
        start.write(physics);
        physics.forward();
        Premise before = premise.check(stored);
        letRest(physics);
        found.add(row(sheet, physics, row, start, before, premise.check(stored)));
      }
      return new Rest(sheet.id(), found);
    }
  }

  /** Stored rows share the poses of their fixtures. */
  private static void placeFixtures(TaskSheet sheet, Model scene) {
    double[][] poses = StoredStates.fixturePoses(sheet);
    for (int i = 0; i < poses.length; i++) {
      int body = scene.body(sheet.fixtures().get(i).rootBody());
      scene.handle().body_pos().position(3L * body).put(poses[i], 0, 3);
      scene.handle().body_quat().position(4L * body).put(poses[i], 3, 4);
    }
  }

  private static void letRest(Physics physics) {
    double[] robot = new double[TaskSheet.ROBOT_POSITIONS];
    physics.qpos().read(0, robot);
    double until = physics.time().get(0) + SECONDS;
    while (physics.time().get(0) < until) {
      physics.step(1);
      physics.qpos().write(0, robot);
      physics.qvel().fill(0, robot.length, 0);
    }
    physics.forward();
  }

  private static Rest.Row row(
      TaskSheet sheet,
      Physics physics,
      int row,
      InitialState start,
      Premise before,
      Premise after) {
    List<ObjectRest> objects = new ArrayList<>();
    double[] now = physics.qpos().toArray();
    for (Instance object : sheet.movables()) {
      int first = sheet.positionsStart(sheet.movables().indexOf(object));
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
        row, failures(before), failures(after), farthest.name(), farthest.driftMetres(), objects);
  }

  private static List<String> failures(Premise premise) {
    return premise.failures().stream().map(Finding::atom).map(Object::toString).toList();
  }
}
