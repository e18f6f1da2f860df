package org.workcell.tasks.arm;

/** The three tasks of the suite. */
enum ArmTaskKind {
  TRACK("track-v1", "follow the reference", "followed", 10),
  REACH("reach-v1", "move the tip to the green point", "reached", 6),
  PUSH("push-v1", "push the puck onto the green disc", "pushed", 14);

  private final String task;
  private final String instruction;
  private final String stage;
  private final int seconds;

  ArmTaskKind(String task, String instruction, String stage, int seconds) {
    this.task = task;
    this.instruction = instruction;
    this.stage = stage;
    this.seconds = seconds;
  }

  /** Name with version. */
  String task() {
    return task;
  }

  /** The task in words. */
  String instruction() {
    return instruction;
  }

  /** Name of the only stage. */
  String stage() {
    return stage;
  }

  /** How long an episode is. */
  int seconds() {
    return seconds;
  }
}
