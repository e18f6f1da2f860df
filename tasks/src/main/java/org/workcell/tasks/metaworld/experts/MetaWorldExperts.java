package org.workcell.tasks.metaworld.experts;

import org.workcell.sim.policy.Expert;

/** Makes the scripted expert of each task. */
public final class MetaWorldExperts {

  private MetaWorldExperts() {}

  /** Moves the fingertips to the goal. */
  public static Expert reach() {
    return new ReachExpert();
  }

  /** Takes the puck between the fingers and slides it to the goal. */
  public static Expert push() {
    return new PushExpert();
  }

  /** Hooks a finger behind the handle and pulls. */
  public static Expert drawerOpen() {
    return new DrawerOpenExpert();
  }
}
