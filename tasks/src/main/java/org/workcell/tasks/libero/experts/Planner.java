package org.workcell.tasks.libero.experts;

import java.util.ArrayList;
import java.util.List;
import org.workcell.tasks.common.JointRange;
import org.workcell.tasks.libero.experts.Motion.Condition;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Categories;
import org.workcell.tasks.libero.problem.FixtureJoints;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * Makes a plan from goal atoms: first what has to be closed or turned and is in nobody's way, then
 * what has to be opened, also to put something inside, then placements, supports before what they
 * carry, and last what is closed around them.
 */
final class Planner {

  private static final double DRAWER_OPEN = -0.13;
  private static final double DOOR_OPEN = -1.3;

  private final TaskConfig config;
  private final List<PlanStep> steps = new ArrayList<>();

  private Planner(TaskConfig config) {
    this.config = config;
  }

  /**
   * The plan for a task.
   *
   * @throws IllegalArgumentException if no skill serves one of its goal atoms
   */
  static Plan plan(TaskConfig config) {
    Planner planner = new Planner(config);
    planner.addAll();
    return new Plan(planner.steps);
  }

  private void addAll() {
    List<Atom> states = config.goal().stream().filter(atom -> !atom.isPlacement()).toList();
    List<Atom> placements = config.goal().stream().filter(Atom::isPlacement).toList();
    List<Atom> after =
        states.stream().filter(atom -> isClosing(atom) && isAbout(atom, placements)).toList();
    states.stream().filter(this::isClosing).filter(a -> !after.contains(a)).forEach(this::addState);
    states.stream().filter(atom -> !isClosing(atom)).forEach(this::addState);
    for (Atom atom : supportsFirst(placements)) {
      addAccess(atom);
      addPlacement(atom);
    }
    after.forEach(this::addState);
  }

  private boolean isClosing(Atom atom) {
    return atom.predicate().equals("close");
  }

  /** Whether something is placed in what an atom closes. */
  private boolean isAbout(Atom closing, List<Atom> placements) {
    String joint = joint(closing);
    return placements.stream().anyMatch(p -> containerJoint(p).equals(joint));
  }

  private static List<Atom> supportsFirst(List<Atom> placements) {
    List<Atom> ordered = new ArrayList<>();
    for (Atom atom : placements) {
      int at = ordered.size();
      for (int i = ordered.size() - 1; i >= 0; i--) {
        if (ordered.get(i).place().equals(atom.subject())) {
          at = i;
        }
      }
      ordered.add(at, atom);
    }
    return ordered;
  }

  /** Opens, closes or turns a fixture. */
  private void addState(Atom atom) {
    Instance fixture = FixtureJoints.fixture(config, atom);
    String joint = joint(atom);
    JointRange range = Categories.of(fixture).states().get(atom.predicate()).holds();
    Condition done = view -> range.contains(view.joint(joint));
    boolean drawer = fixture.category().endsWith("cabinet");
    Skill skill =
        switch (atom.predicate()) {
          case "open" -> open(fixture, joint);
          case "close" ->
              drawer
                  ? FixtureSkills.closeDrawer(fixture, joint)
                  : FixtureSkills.closeDoor(fixture, joint);
          case "turnon" -> FixtureSkills.turnKnob(fixture, joint, true);
          case "turnoff" -> FixtureSkills.turnKnob(fixture, joint, false);
          default -> throw new IllegalArgumentException("no skill serves " + atom);
        };
    steps.add(new PlanStep(atom.toString(), done, skill));
  }

  private static Skill open(Instance fixture, String joint) {
    return fixture.category().endsWith("cabinet")
        ? FixtureSkills.openDrawer(fixture, joint)
        : FixtureSkills.openDoor(fixture, joint);
  }

  /** Opens the drawer or door behind which something is to be placed, unless it is there. */
  private void addAccess(Atom placement) {
    String joint = containerJoint(placement);
    if (joint.isEmpty()) {
      return;
    }
    Instance fixture = target(placement);
    double limit = fixture.category().endsWith("cabinet") ? DRAWER_OPEN : DOOR_OPEN;
    Condition placed = Placements.done(config, placement);
    if (fixture.category().endsWith("cabinet")) {
      addRoom(placement, Drawer.of(fixture.name(), joint), placed);
    }
    Condition done = view -> view.joint(joint) < limit || placed.holds(view);
    steps.add(new PlanStep("open for " + placement, done, open(fixture, joint)));
  }

  /** Takes what is to be placed from under the drawer. */
  private void addRoom(Atom placement, Drawer drawer, Condition placed) {
    Instance object = config.instance(placement.subject()).orElseThrow();
    if (drawer.isOverhead()) {
      MakeRoom skill = new MakeRoom(object, drawer);
      steps.add(
          new PlanStep(
              "room for " + placement, view -> skill.isDone(view) || placed.holds(view), skill));
    }
  }

  private void addPlacement(Atom atom) {
    steps.add(
        new PlanStep(
            atom.toString(), Placements.done(config, atom), Placements.skill(config, atom)));
  }

  private Instance target(Atom placement) {
    String name = config.region(placement.place()).map(r -> r.target()).orElse(placement.place());
    return config.instance(name).orElseThrow();
  }

  /** The joint of the drawer or door behind which something is placed; empty if there is none. */
  private String containerJoint(Atom placement) {
    return placement.predicate().equals("in") ? jointBehind(placement.place()) : "";
  }

  /** The joint that an atom about a fixture, or a region of one, is about. */
  private String joint(Atom atom) {
    String joint = jointBehind(atom.subject());
    return joint.isEmpty() ? onlyJoint(FixtureJoints.fixture(config, atom)) : joint;
  }

  /** The joint that moves a region, or opens the way to it. */
  private String jointBehind(String region) {
    Instance target = config.region(region).flatMap(r -> config.instance(r.target())).orElse(null);
    if (target == null) {
      return "";
    }
    List<String> joints = Categories.of(target).joints();
    if (joints.size() == 1 && region.endsWith("heating_region")) {
      return onlyJoint(target);
    }
    String local = region.substring(target.name().length() + 1).replace("_region", "_level");
    return joints.contains(local) ? target.name() + "_" + local : "";
  }

  private static String onlyJoint(Instance fixture) {
    return fixture.name() + "_" + Categories.of(fixture).joints().get(0);
  }
}
