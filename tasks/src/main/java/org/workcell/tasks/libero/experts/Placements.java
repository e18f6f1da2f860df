package org.workcell.tasks.libero.experts;

import org.workcell.tasks.libero.experts.Motion.Condition;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.TaskSheet;

/** Skills for {@code on} and {@code in}, and when they have done their part. */
final class Placements {

  private Placements() {}

  static Condition done(TaskSheet sheet, Atom atom) {
    return view -> false;
  }

  static Skill skill(TaskSheet sheet, Atom atom) {
    if (atom.subject().startsWith("plate")) {
      return FixtureSkills.slide(sheet.instance(atom.subject()).orElseThrow(), atom.place());
    }
    throw new UnsupportedOperationException("pick and place");
  }
}
