package org.workcell.sim.rollout;

/**
 * Where the time of a rollout went.
 *
 * @param steps environment steps taken
 * @param elapsedNanoseconds time on the clock
 * @param busyNanoseconds time that workers were busy with environments, all together
 * @param inferenceNanoseconds time on the clock in which the policy was choosing
 * @param drawingNanoseconds time on the clock in which images were drawn
 * @param workers number of workers
 */
public record RolloutTimes(
    long steps,
    long elapsedNanoseconds,
    long busyNanoseconds,
    long inferenceNanoseconds,
    long drawingNanoseconds,
    int workers) {

  /** What has been added since an earlier reading. */
  public RolloutTimes since(RolloutTimes earlier) {
    return new RolloutTimes(
        steps - earlier.steps,
        elapsedNanoseconds - earlier.elapsedNanoseconds,
        busyNanoseconds - earlier.busyNanoseconds,
        inferenceNanoseconds - earlier.inferenceNanoseconds,
        drawingNanoseconds - earlier.drawingNanoseconds,
        workers);
  }

  /** Part of the workers' time in which they simulated. */
  public double simulationShare() {
    return (double) busyNanoseconds / workers / elapsedNanoseconds;
  }

  /** Part of the workers' time in which they had nothing to do. */
  public double waitingShare() {
    return Math.max(0, 1 - simulationShare());
  }

  /** Part of the time in which the policy was choosing, beside the simulation. */
  public double inferenceShare() {
    return (double) inferenceNanoseconds / elapsedNanoseconds;
  }

  /** Part of the time in which images were drawn, beside the simulation. */
  public double drawingShare() {
    return (double) drawingNanoseconds / elapsedNanoseconds;
  }

  /** Environment steps per second. */
  public double stepsPerSecond() {
    return steps * 1e9 / elapsedNanoseconds;
  }
}
