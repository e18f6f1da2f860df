package org.workcell.tasks.libero.experts;

/**
 * Something that the robot can do, such as picking up an object: a state machine that is asked once
 * in each control step. Deterministic given what it observes; one thread at a time.
 */
interface Skill {

  /** How far a skill has come. */
  enum Status {
    /** It wrote a target and wants to go on. */
    RUNNING,
    /** It has done its part; whether the world agrees is for the plan to find out. */
    DONE,
    /** It gave up; the plan may try again. */
    FAILED
  }

  /**
   * Begins, also after an earlier attempt.
   *
   * @param attempt 0 at first, then counting the attempts at the same part of the plan, so that
   *     another way can be chosen
   */
  void start(SceneView view, int attempt);

  /** Writes where the hand is to be next; the target keeps what is not written. */
  Status step(SceneView view, HandTarget target);
}
