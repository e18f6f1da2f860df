package org.workcell.sim.physics;

import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.image.ImageOrientation;

/**
 * What an image of a simulation depends on: its scene, model edits, joint positions, motion-capture
 * poses, and what happens to images afterwards. Captured on the thread that simulates, drawn on
 * another, which needs to know nothing else of the simulation. Capturing the same scene again
 * allocates nothing. One thread at a time.
 */
public final class ViewState {

  private final ModelEdits edits = new ModelEdits();
  private ModelEdits editsFrom;
  private long editsVersion;
  private ImageFilter filter = ImageFilter.NONE;
  private ImageOrientation orientation = ImageOrientation.UPRIGHT;
  private int step;
  private Model scene;
  private double[] qpos;
  private double[] mocapPos;
  private double[] mocapQuat;

  /**
   * Takes over what a simulation shows now.
   *
   * @param physicsEdits the edits that its model carries, those of the appearance included
   * @param imageFilter what happens to images of the episode
   * @param episodeStep how many steps the episode has taken
   */
  public void capture(
      Physics physics, ModelEdits physicsEdits, ImageFilter imageFilter, int episodeStep) {
    requireRoom(physics.scene());
    filter = imageFilter;
    step = episodeStep;
    physics.stepper().shown(physics.qpos()).read(0, qpos);
    physics.mocapPos().read(0, mocapPos);
    physics.mocapQuat().read(0, mocapQuat);
    // Copying would make every model that shows this view carry the same edits out once more.
    if (editsFrom != physicsEdits || editsVersion != physicsEdits.version()) {
      edits.copyFrom(physicsEdits);
      editsFrom = physicsEdits;
      editsVersion = physicsEdits.version();
    }
  }

  private void requireRoom(Model newScene) {
    if (scene == newScene) {
      return;
    }
    scene = newScene;
    qpos = new double[newScene.positionCount()];
    mocapPos = new double[3 * newScene.mocapCount()];
    mocapQuat = new double[4 * newScene.mocapCount()];
  }

  /** The scene; null where nothing has been captured. */
  public Model scene() {
    return scene;
  }

  /** What happens to its images after they were drawn. */
  public ImageFilter filter() {
    return filter;
  }

  /** How its images lie in memory; upright unless {@link #turn} says otherwise. */
  public ImageOrientation orientation() {
    return orientation;
  }

  /** Says how its images are to lie in memory. */
  public void turn(ImageOrientation way) {
    orientation = way;
  }

  /** How many steps the episode has taken. */
  public int step() {
    return step;
  }

  /** The model edits, not to be changed. */
  public ModelEdits edits() {
    return edits;
  }

  /** Makes a simulation of the same scene, whose model carries the edits, show this. */
  void show(Physics physics) {
    if (physics.scene() != scene) {
      throw new IllegalArgumentException(
          "a view of scene %s cannot be shown by a simulation of scene %s"
              .formatted(scene == null ? "nothing" : scene.name(), physics.scene().name()));
    }
    physics.qpos().write(0, qpos);
    physics.mocapPos().write(0, mocapPos);
    physics.mocapQuat().write(0, mocapQuat);
    physics.refreshView();
  }
}
