package org.workcell.tasks.rlbench.control;

import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeEdits;
import org.workcell.tasks.rlbench.goal.Grasp;

/**
 * Holds a grasped body by a weld to the hand, as RLBench attaches what is between the fingers when
 * they have closed. The pose at which it is held is an edit of the model, whether it is held is
 * part of the state. One thread at a time.
 */
public final class Attachment implements StatePart {

  private static final int NOTHING = -1;

  /** Numbers of a weld in the engine: anchor, relative position, relative quatWxyz, a scale. */
  private static final int WELD_NUMBERS = 11;

  private final Physics physics;
  private final Grasp grasp;
  private final int[] welds;
  private final int[] bodies;
  private final int hand;
  private final double[] handRotation = new double[9];
  private final double[] bodyRotation = new double[9];
  private final double[] relative = new double[9];
  private final double[] offset = new double[3];
  private final double[] local = new double[3];
  private final double[] other = new double[3];
  private final double[] quatWxyz = new double[4];
  private EpisodeEdits edits;

  /** The attachment of an environment; nothing is attached. */
  public Attachment(Physics physics, Grasp grasp) {
    Model scene = physics.scene();
    this.physics = physics;
    this.grasp = grasp;
    this.hand = scene.body("hand");
    this.bodies = grasp.carried().stream().mapToInt(scene::body).toArray();
    this.welds =
        grasp.carried().stream()
            .mapToInt(body -> scene.index(ObjectKind.EQUALITY, weld(body)))
            .toArray();
  }

  /** Name of the weld of a body, which scenes have. */
  public static String weld(String body) {
    return "attach_" + body;
  }

  /** How to change the model. */
  public void use(EpisodeEdits episodeEdits) {
    edits = episodeEdits;
  }

  /** An episode begins. */
  public void start() {
    grasp.setAttached(NOTHING);
  }

  /** Attaches what is between the fingers, if nothing is attached yet; poses are up to date. */
  public void attach() {
    for (int thing = 0; thing < bodies.length && grasp.attached() == NOTHING; thing++) {
      if (grasp.isBetweenFingers(thing)) {
        attach(thing);
      }
    }
  }

  private void attach(int thing) {
    physics.bodyPos().readRow(hand, offset);
    physics.bodyPos().readRow(bodies[thing], other);
    physics.bodyMat().readRow(hand, handRotation);
    physics.bodyMat().readRow(bodies[thing], bodyRotation);
    for (int i = 0; i < 3; i++) {
      offset[i] = other[i] - offset[i];
    }
    Rotations.toFrame(handRotation, offset, local);
    transpose(handRotation);
    Rotations.multiply(handRotation, bodyRotation, relative);
    Rotations.toQuatWxyz(relative, quatWxyz);
    double[] weld = new double[WELD_NUMBERS];
    System.arraycopy(local, 0, weld, 3, 3);
    System.arraycopy(quatWxyz, 0, weld, 6, 4);
    weld[WELD_NUMBERS - 1] = 1;
    edits.editRow(ModelField.EQ_DATA, welds[thing], weld);
    physics.setEqualityActive(welds[thing], true);
    grasp.setAttached(thing);
  }

  private static void transpose(double[] matrix) {
    for (int row = 0; row < 3; row++) {
      for (int column = row + 1; column < 3; column++) {
        double kept = matrix[3 * row + column];
        matrix[3 * row + column] = matrix[3 * column + row];
        matrix[3 * column + row] = kept;
      }
    }
  }

  /** Lets go of what is attached. */
  public void detach() {
    if (grasp.attached() != NOTHING) {
      physics.setEqualityActive(welds[grasp.attached()], false);
      grasp.setAttached(NOTHING);
    }
  }

  @Override
  public void save(StateWriter writer) {
    writer.putInt(grasp.attached());
  }

  @Override
  public void load(StateReader reader) {
    grasp.setAttached(reader.getInt());
  }
}
