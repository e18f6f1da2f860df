package org.workcell.sim.physics;

import java.util.List;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjData;
import org.workcell.mujoco.mjModel;
import org.workcell.mujoco.wcStages;

/** What happens beside the engine, or in its place, in the steps of one simulation. */
final class Stepper {

  private StageProgram stages;
  private StepSample sample;
  private Dynamics dynamics;
  private JointStep joints;

  void attach(StageProgram program) {
    if (stages != null) {
      throw new IllegalStateException(
          "the simulation has actuator stages already; put all stages into one program");
    }
    stages = program;
  }

  /** The stages, or null. */
  StageProgram stages() {
    return stages;
  }

  void use(Physics physics, Dynamics other) {
    if (sample != null) {
      other.close();
      throw new IllegalStateException(
          "the simulation is sampled in the middle of its steps, which only MuJoCo can do");
    }
    if (dynamics != null) {
      dynamics.close();
    } else {
      joints = new JointStep(physics);
    }
    dynamics = other;
  }

  StepSample sample(Physics physics, int substep, List<String> names) {
    if (dynamics != null) {
      throw new IllegalStateException(
          "only MuJoCo's own steps can be sampled; use this task with the engine mujoco");
    }
    if (sample != null) {
      throw new IllegalStateException(
          "the simulation is sampled already; name all arrays in one sample");
    }
    sample = new StepSample(physics, substep, names);
    return sample;
  }

  /**
   * Returns how many bad states there were since the last reset.
   *
   * @param positionsKnown whether the engine's position stage has been computed already
   */
  int step(mjModel model, mjData data, int substeps, boolean positionsKnown) {
    if (dynamics != null) {
      return stepJoints(model, data, substeps);
    }
    if (stages == null && sample == null && !positionsKnown) {
      return MuJoCo.wc_step(model, data, substeps);
    }
    return MuJoCo.wc_stepStaged(
        model,
        data,
        substeps,
        positionsKnown,
        stages == null ? null : stages.handle(),
        sample == null ? null : sample.handle());
  }

  private int stepJoints(mjModel model, mjData data, int substeps) {
    wcStages handle = stages == null ? null : stages.handle();
    int badStates = MuJoCo.wc_step(model, data, 0);
    for (int i = 0; i < substeps && badStates == 0; i++) {
      joints.begin(model, data, handle);
      dynamics.advance(joints);
      badStates = MuJoCo.wc_endStep(model, data, handle);
    }
    return badStates;
  }

  void forward(mjModel model, mjData data) {
    if (stages == null) {
      MuJoCo.mj_forward(model, data);
    } else {
      MuJoCo.wc_forwardStaged(model, data, stages.handle());
    }
  }

  /** The joint positions that images show. */
  DoubleArray shown(DoubleArray current) {
    return sample == null ? current : sample.viewPositions();
  }

  void close() {
    if (dynamics != null) {
      dynamics.close();
      joints.close();
    }
    if (stages != null) {
      stages.close();
    }
    if (sample != null) {
      sample.close();
    }
  }
}
