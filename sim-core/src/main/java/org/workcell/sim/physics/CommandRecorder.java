package org.workcell.sim.physics;

/**
 * Reads what a simulation carries out in a control period, so that an {@link EngineFloor} can
 * repeat it with engine calls alone: the controls and motion-capture poses that its task wrote and,
 * where actuator stages turn them into others, what each physics step acts with. For measurements.
 * One thread at a time.
 */
public final class CommandRecorder {

  private final Physics source;
  private final CommandLayout layout;
  private final StageProgram stages;

  /** Records a simulation from now on, whose control period has this many physics steps. */
  public CommandRecorder(Physics source, int substeps) {
    this.source = source;
    this.stages = source.stepper().stages();
    int columns = stages == null ? 0 : stages.recordColumns();
    this.layout = new CommandLayout(source.scene(), columns, substeps);
    if (stages != null) {
      stages.record(substeps);
    }
  }

  /** What {@link #read} writes. */
  public CommandLayout layout() {
    return layout;
  }

  /** Forgets what was carried out up to now. */
  public void forget() {
    if (stages != null) {
      stages.forgetRecord();
    }
  }

  /** Reads what was carried out since the last reading. */
  public void read(double[] target, int offset) {
    int at = offset;
    for (DoubleArray array :
        new DoubleArray[] {source.ctrl(), source.mocapPos(), source.mocapQuat()}) {
      for (int i = 0; i < array.size(); i++) {
        target[at++] = array.get(i);
      }
    }
    if (stages != null) {
      target[offset + layout.stepsAt()] = stages.takeRecord(target, offset + layout.rowsAt());
    }
  }
}
