package org.workcell.sim.physics;

/**
 * Where the numbers of a recorded control period are: controls, positions and quatWxyz of
 * motion-capture bodies; then, where the simulation has actuator stages, the number of physics
 * steps that they acted in and a row for each of these.
 *
 * @param controls the controls
 * @param poses numbers of motion-capture poses
 * @param columns numbers of a row, 0 without stages
 * @param substeps physics steps of a control period
 */
public record CommandLayout(int controls, int poses, int columns, int substeps) {

  private static final int POSE = 7;

  CommandLayout(Model scene, int columns, int substeps) {
    this(scene.controlCount(), POSE * scene.mocapCount(), columns, substeps);
  }

  /** All numbers of a control period. */
  public int size() {
    return columns == 0 ? stepsAt() : rowsAt() + columns * substeps;
  }

  int stepsAt() {
    return controls + poses;
  }

  int rowsAt() {
    return stepsAt() + 1;
  }
}
