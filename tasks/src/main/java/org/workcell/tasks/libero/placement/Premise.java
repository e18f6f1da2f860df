package org.workcell.tasks.libero.placement;

import java.util.List;
import org.workcell.tasks.libero.problem.Atom;

/**
 * Whether an episode begins with what its task takes for granted.
 *
 * @param findings one for each atom of the initial state that something could go wrong with
 */
public record Premise(List<Finding> findings) {

  /**
   * What became of one atom.
   *
   * @param atom the atom of the initial state
   * @param holds whether the object is borne by what the atom names, or the fixture is as it says
   * @param driftMetres how far the object is, horizontally, from where it was put; 0 for fixtures
   */
  public record Finding(Atom atom, boolean holds, double driftMetres) {

    /** Whether the atom holds and the object has stayed. */
    public boolean isTrue() {
      return holds && driftMetres <= PremiseCheck.FARTHEST_METRES;
    }
  }

  /** Keeps a copy. */
  public Premise {
    findings = List.copyOf(findings);
  }

  /** Whether all is as the task says. */
  public boolean isTrue() {
    return findings.stream().allMatch(Finding::isTrue);
  }

  /** The findings that are not. */
  public List<Finding> failures() {
    return findings.stream().filter(finding -> !finding.isTrue()).toList();
  }
}
