package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.tasks.libero.experts.Motion.Condition;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.Region;
import org.workcell.tasks.libero.problem.TaskConfig;

/** Skills for {@code on} and {@code in}, and when they look done. */
final class Placements {

  private static final double ON_RADIUS = 0.03;
  private static final double BELOW = 0.005;
  private static final double ABOVE = 0.10;
  private static final double ZONE_HALF_HEIGHT = 0.007;
  private static final double GAP = 0.012;
  private static final double SHARE_OF_BASKET = 0.06;
  private static final double SHARE = 0.11;

  private final TaskConfig config;
  private final Atom atom;
  private final Instance object;
  private final Instance target;

  private Placements(TaskConfig config, Atom atom) {
    this.config = config;
    this.atom = atom;
    this.object = config.instance(atom.subject()).orElseThrow();
    String name = config.region(atom.place()).map(Region::target).orElse(atom.place());
    this.target = config.instance(name).orElseThrow();
  }

  /** When a placement looks done: contacts are not observed, so short distances stand for them. */
  static Condition done(TaskConfig config, Atom atom) {
    return new Placements(config, atom).done();
  }

  /** What brings a placement about. */
  static Skill skill(TaskConfig config, Atom atom) {
    Placements placement = new Placements(config, atom);
    if (placement.object.category().equals("plate")) {
      return FixtureSkills.slide(placement.object, atom.place());
    }
    return new PickAndPlace(
        placement.object, placement.target.name(), (view, attempt) -> placement.spot(view));
  }

  private boolean onZone() {
    return target.name().equals(config.workspace());
  }

  private boolean onObject() {
    return config.region(atom.place()).isEmpty();
  }

  /** Half sizes of the region, along the axes of the target's upright frame. */
  private double[] half() {
    if (!onZone()) {
      return Shape.region(target, atom.place());
    }
    double[] range = config.region(atom.place()).orElseThrow().ranges().get(0);
    return new double[] {(range[2] - range[0]) / 2, (range[3] - range[1]) / 2, ZONE_HALF_HEIGHT};
  }

  private Pose frame(SceneView view) {
    return onZone() ? new Pose() : Shape.upright(view, target);
  }

  /** The object's origin relative to the region's centre, in the target's upright frame. */
  private double[] offset(SceneView view) {
    double[] centre = view.centre(atom.place());
    double[] origin = view.pose(object.name()).position();
    double[] difference = {origin[0] - centre[0], origin[1] - centre[1], origin[2] - centre[2]};
    double[] local = new double[3];
    Rotations.toFrame(frame(view).rotation(), difference, local);
    return local;
  }

  private Condition done() {
    if (onObject()) {
      return this::isOnObject;
    }
    double[] half = half();
    if (atom.predicate().equals("in")) {
      return view -> {
        double[] at = offset(view);
        return Math.abs(at[0]) < half[0]
            && Math.abs(at[1]) < half[1]
            && at[2] < half[2]
            && at[2] > -half[2] - GAP;
      };
    }
    return view -> {
      double[] at = offset(view);
      return Math.abs(at[0]) < half[0]
          && Math.abs(at[1]) < half[1]
          && at[2] > half[2] - BELOW
          && at[2] < half[2] + ABOVE;
    };
  }

  private boolean isOnObject(SceneView view) {
    double[] upper = view.pose(object.name()).position();
    double[] lower = view.pose(target.name()).position();
    double rise = upper[2] - lower[2];
    return Math.hypot(upper[0] - lower[0], upper[1] - lower[1]) < ON_RADIUS
        && rise >= 0
        && rise < Shape.of(target).high()[2] - Shape.of(object).low()[2] + GAP;
  }

  private Spot spot(SceneView view) {
    double stands = -Shape.of(object).low()[2];
    if (onObject()) {
      double[] lower = view.pose(target.name()).position();
      return Spot.at(lower[0], lower[1], lower[2] + stands);
    }
    double[] centre = view.centre(atom.place());
    double[] place = Shape.toWorld(frame(view), share(), 0, 0);
    double x = centre[0] + place[0] - frame(view).position()[0];
    double y = centre[1] + place[1] - frame(view).position()[1];
    if (!atom.predicate().equals("in")) {
      Spot spot = Spot.at(x, y, centre[2] + half()[2] - BELOW + stands);
      double yaw = Shape.yaw(frame(view));
      return sharers().size() > 1 ? spot.withYaws(yaw, yaw + Math.PI) : spot;
    }
    return new Containers(object, target, view)
        .fit(Spot.at(x, y, centre[2] - half()[2] + stands), atom.place(), centre, half());
  }

  private List<Atom> sharers() {
    return config.goal().stream()
        .filter(other -> other.isPlacement() && other.place().equals(atom.place()))
        .toList();
  }

  /** Places that are shared lie side by side along x of what they belong to. */
  private double share() {
    List<Atom> sharers = sharers();
    double each = target.category().equals("basket") ? SHARE_OF_BASKET : SHARE;
    return each * (sharers.indexOf(atom) - (sharers.size() - 1) / 2.0);
  }
}
