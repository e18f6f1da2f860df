package org.workcell.tasks.metaworld;

/**
 * The site that marks a task's goal.
 *
 * @param name of the site in the scene
 * @param placement who puts it to the goal
 */
record MarkerSite(String name, Placement placement) {

  /** Who puts a marker to the goal. */
  enum Placement {
    /** A reset moves it there, upstream's as well. */
    RESET,
    /** A reset moves it there in strict. Upstream leaves it where the scene has it. */
    STRICT_RESET,
    /** The same, and it looks like a marker there; in the scene it is another thing's, unseen. */
    BORROWED,
    /** It is part of a fixture and is at the goal wherever the fixture stands. */
    FIXTURE
  }
}
