package org.workcell.sim2real.model;

import java.util.Arrays;
import org.workcell.sim.physics.FrameFlags;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;

/**
 * Numbers of one simulation while a vector of parameters is put in place. One thread at a time;
 * nothing here allocates once lists have grown.
 */
final class Application {

  final ModelEdits edits = new ModelEdits();
  final BodyInertia[] bodies;
  final double[][] stages;
  final double[] torquePerCurrent;
  final double[] offsets;
  private final FrameFlags flags;
  private final double[][] stagesBefore;
  private final double[] torquePerCurrentBefore;

  Application(RobotSetup setup) {
    this.flags = new FrameFlags(setup.model().model());
    this.bodies = setup.newBodies(flags);
    this.stagesBefore = setup.chain().values();
    this.stages = setup.chain().values();
    this.torquePerCurrentBefore = setup.torquePerCurrent();
    this.torquePerCurrent = torquePerCurrentBefore.clone();
    this.offsets = new double[setup.model().model().velocityCount()];
  }

  void begin(ModelEdits always) {
    edits.clear();
    edits.setAll(always);
    for (BodyInertia body : bodies) {
      body.reset();
    }
    for (int i = 0; i < stages.length; i++) {
      System.arraycopy(stagesBefore[i], 0, stages[i], 0, stages[i].length);
    }
    System.arraycopy(torquePerCurrentBefore, 0, torquePerCurrent, 0, torquePerCurrent.length);
    Arrays.fill(offsets, 0);
  }

  /** Moves something whose place the engine might otherwise copy from elsewhere. */
  void move(ModelField field, int index, double value) {
    edits.set(field, index, value);
    flags.reveal(edits, field, index);
  }

  void end() {
    for (BodyInertia body : bodies) {
      body.edit(edits);
    }
  }
}
