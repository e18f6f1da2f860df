package org.workcell.sim.physics;

import java.util.List;
import org.workcell.mujoco.global.MuJoCo;
import org.workcell.mujoco.mjData;
import org.workcell.mujoco.mjModel;

/** What happens beside the engine in the steps of one simulation: stages and a sample. */
final class Stepper {

  private StageProgram stages;
  private StepSample sample;

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

  StepSample sample(Physics physics, int substep, List<String> names) {
    if (sample != null) {
      throw new IllegalStateException(
          "the simulation is sampled already; name all arrays in one sample");
    }
    sample = new StepSample(physics, substep, names);
    return sample;
  }

  /** Returns how many bad states there were since the last reset. */
  int step(mjModel model, mjData data, int substeps) {
    if (stages == null && sample == null) {
      return MuJoCo.wc_step(model, data, substeps);
    }
    return MuJoCo.wc_stepStaged(
        model,
        data,
        substeps,
        stages == null ? null : stages.handle(),
        sample == null ? null : sample.handle());
  }

  void forward(mjModel model, mjData data) {
    if (stages == null) {
      MuJoCo.mj_forward(model, data);
    } else {
      MuJoCo.wc_forwardStaged(model, data, stages.handle());
    }
  }

  /** The joint positions that pictures show. */
  DoubleArray shown(DoubleArray current) {
    return sample == null ? current : sample.viewPositions();
  }

  void close() {
    if (stages != null) {
      stages.close();
    }
    if (sample != null) {
      sample.close();
    }
  }
}
