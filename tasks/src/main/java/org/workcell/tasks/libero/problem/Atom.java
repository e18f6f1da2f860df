package org.workcell.tasks.libero.problem;

import java.util.List;

/**
 * One atom of a task's initial state or goal.
 *
 * @param predicate {@code on}, {@code in}, {@code open}, {@code close}, {@code turnon}, {@code
 *     turnoff} or {@code up}
 * @param arguments names of instances or full names of regions: two for {@code on} and {@code in},
 *     one otherwise
 */
public record Atom(String predicate, List<String> arguments) {

  /** Keeps a copy of the arguments. */
  public Atom {
    arguments = List.copyOf(arguments);
  }

  /** Whether the predicate is {@code on} or {@code in}, which have two arguments. */
  public boolean isPlacement() {
    return predicate.equals("on") || predicate.equals("in");
  }

  /** The first argument: what is placed, opened, closed or turned. */
  public String subject() {
    return arguments.get(0);
  }

  /** The second argument of {@code on} and {@code in}: where the subject is placed. */
  public String place() {
    return arguments.get(1);
  }

  /** As in task files, for example {@code (on plate_1 main_table_plate_region)}. */
  @Override
  public String toString() {
    return "(" + predicate + " " + String.join(" ", arguments) + ")";
  }
}
