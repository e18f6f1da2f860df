package org.workcell.tasks.rlbench.control;

import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.tasks.robots.Panda;

/** The arm's kinematics without a scene, for programs that only have observations. */
public final class Chains {

  /** From the flange to the tip, metres. */
  private static final double TIP_METRES = 0.1034;

  private Chains() {}

  /** The Panda where the suite mounts it, to its tip; a new chain. */
  public static SerialChain panda() {
    Pose base = new Pose();
    base.position()[0] = -0.268;
    base.position()[1] = -0.006;
    base.position()[2] = 0.750;
    return Panda.builder()
        .base(base)
        .tip(Panda.FLANGE_METRES + TIP_METRES, 0.75 * Math.PI)
        .build()
        .newChain();
  }
}
