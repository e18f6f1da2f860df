package org.workcell.tasks.arm;

/** The three tasks of the suite. */
enum ArmTaskKind {
  TRACK("track-v1", "follow the reference", 10),
  REACH("reach-v1", "move the tip to the green point", 6),
  PUSH("push-v1", "push the puck onto the green disc", 14);

  private final String task;
  private final String instruction;
  private final int seconds;

  ArmTaskKind(String task, String instruction, int seconds) {
    this.task = task;
    this.instruction = instruction;
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

  /** How long an episode is. */
  int seconds() {
    return seconds;
  }
}
