package org.workcell.formats.libero;

import java.util.Map;
import org.workcell.sim.numpy.NpyArray;

/**
 * The numbers of one demonstration in a file, as they stand there.
 *
 * @param name for example {@code demo_0}
 * @param attributes its texts
 * @param actions float64 [T][A]
 * @param states time, joint positions, joint velocities before each action, float64 [T][1 + nq +
 *     nv]
 * @param rewards of each step as the task gave them, float64 [T]
 * @param successes whether each step succeeded, bool [T]
 * @param observation arrays of numbers by name, [T][...], {@code robot_states} among them
 */
record LiberoDemo(
    String name,
    Map<String, String> attributes,
    NpyArray actions,
    NpyArray states,
    NpyArray rewards,
    NpyArray successes,
    Map<String, NpyArray> observation) {

  int count() {
    return actions.rows();
  }
}
