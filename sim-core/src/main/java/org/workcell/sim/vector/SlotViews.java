package org.workcell.sim.vector;

import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.ViewState;

/**
 * What images of one environment show, captured by its worker after each call, so that nobody else
 * has to look into the simulation. Costs nothing until somebody asks for images.
 */
final class SlotViews {

  private ViewState shown;
  private ViewState last;

  /** From now on captures; called while no worker has the slot. */
  void enable() {
    shown = new ViewState();
    last = new ViewState();
  }

  boolean isEnabled() {
    return shown != null;
  }

  /** The environment as its row shows it; empty before the first call. */
  ViewState shown() {
    return shown;
  }

  /** The last state of the episode that ended in a step which started another. */
  ViewState last() {
    return last;
  }

  void captureShown(Environment environment) {
    if (shown != null && environment != null) {
      SimulatedEnvironment.of(environment).captureView(shown);
    }
  }

  /** The view of an environment that may take the place of this one. */
  ViewState viewOf(Environment environment) {
    ViewState view = new ViewState();
    SimulatedEnvironment.of(environment).captureView(view);
    return view;
  }

  void setShown(ViewState view) {
    shown = view;
  }

  void captureLast(Environment environment) {
    if (last != null) {
      SimulatedEnvironment.of(environment).captureView(last);
    }
  }
}
