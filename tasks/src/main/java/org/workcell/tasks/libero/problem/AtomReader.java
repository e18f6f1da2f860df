package org.workcell.tasks.libero.problem;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads atoms of a task file and checks that they mean something. */
final class AtomReader {

  private static final Map<String, Integer> ARGUMENTS =
      Map.of("on", 2, "in", 2, "open", 1, "close", 1, "turnon", 1, "turnoff", 1, "up", 1);

  private final List<Instance> instances;
  private final List<Region> regions;
  private final String workspace;

  AtomReader(List<Instance> instances, List<Region> regions, String workspace) {
    this.instances = instances;
    this.regions = regions;
    this.workspace = workspace;
  }

  /** The goal: {@code (:goal (and ATOM ...))}, or one atom alone. */
  List<Atom> goal(Expression section) {
    if (section.items().size() != 2) {
      throw section.problem("expected one goal: (and ATOM ...)");
    }
    Expression goal = section.items().get(1);
    List<Expression> atoms = goal.head().equals("and") ? goal.tail() : List.of(goal);
    if (atoms.isEmpty()) {
      throw goal.problem("the goal has no atoms");
    }
    return atoms.stream().map(this::goalAtom).toList();
  }

  private Atom goalAtom(Expression list) {
    Atom atom = atom(list);
    boolean toRegion = atom.isPlacement() && region(atom.place()).isPresent();
    if (atom.predicate().equals("in") && !toRegion) {
      throw list.problem(
          "the second argument of 'in' is a region, not '%s'".formatted(atom.place()));
    }
    return atom;
  }

  /** One atom of the initial state. */
  Atom initial(Expression list) {
    Atom atom = atom(list);
    if (atom.predicate().equals("up")) {
      throw list.problem("'up' cannot be brought about at the start");
    }
    if (!atom.isPlacement()) {
      return atom;
    }
    Optional<Region> region = region(atom.place());
    boolean fixture = instance(atom.subject()).orElseThrow().isFixture();
    boolean ranges = region.isPresent() && !region.get().ranges().isEmpty();
    if (region.isPresent() && region.get().target().equals(workspace) && !ranges) {
      throw list.problem("region '%s' has no :ranges to place in".formatted(atom.place()));
    }
    if (atom.predicate().equals("in") && (region.isEmpty() || ranges)) {
      throw list.problem("'in' places in a region of a fixture, not '%s'".formatted(atom.place()));
    }
    if (fixture && !ranges) {
      throw list.problem("fixtures are placed on regions with :ranges");
    }
    return atom;
  }

  /** Each movable object and each fixture but the workspace needs a place. */
  void requireAllPlaced(List<Atom> init, Expression section) {
    Set<String> placed = new HashSet<>();
    for (Atom atom : init) {
      if (atom.isPlacement() && !placed.add(atom.subject())) {
        throw section.problem("'%s' is placed twice".formatted(atom.subject()));
      }
    }
    for (Instance instance : instances) {
      if (!instance.name().equals(workspace) && !placed.contains(instance.name())) {
        throw section.problem("'%s' is not placed".formatted(instance.name()));
      }
    }
  }

  private Atom atom(Expression list) {
    Integer count = ARGUMENTS.get(list.head());
    if (count == null) {
      throw list.problem(
          "%s is no atom; predicates are %s, and goals are joined by 'and' only"
              .formatted(list, ARGUMENTS.keySet().stream().sorted().toList()));
    }
    List<String> arguments = list.words().subList(1, list.items().size());
    if (arguments.size() != count) {
      throw list.problem(
          "'%s' has %d arguments, not %d".formatted(list.head(), count, arguments.size()));
    }
    Atom atom = new Atom(list.head(), arguments);
    requireSubject(list, atom);
    if (atom.isPlacement() && stands(atom.place()).isEmpty()) {
      throw list.problem(
          "'%s' is no fixture, object or region of this file".formatted(atom.place()));
    }
    return atom;
  }

  private void requireSubject(Expression list, Atom atom) {
    Optional<Instance> subject =
        ARGUMENTS.get(atom.predicate()) == 2 || atom.predicate().equals("up")
            ? instance(atom.subject())
            : stands(atom.subject());
    if (subject.isEmpty() || subject.get().name().equals(workspace)) {
      throw list.problem(
          "'%s' is nothing that can be subject of '%s'"
              .formatted(atom.subject(), atom.predicate()));
    }
    if (ARGUMENTS.get(atom.predicate()) == 1 && !atom.predicate().equals("up")) {
      Category category = Categories.of(subject.get());
      if (!category.states().containsKey(atom.predicate())) {
        throw list.problem(
            "category '%s' has no '%s'; it has %s"
                .formatted(category.name(), atom.predicate(), category.states().keySet()));
      }
    }
  }

  /** The instance with this name, or the one that a region with this name belongs to. */
  private Optional<Instance> stands(String name) {
    return Stream.concat(
            instance(name).stream(), region(name).flatMap(r -> instance(r.target())).stream())
        .findFirst();
  }

  private Optional<Instance> instance(String name) {
    return instances.stream().filter(i -> i.name().equals(name)).findFirst();
  }

  private Optional<Region> region(String name) {
    return regions.stream().filter(r -> r.name().equals(name)).findFirst();
  }
}
