package org.workcell.sim.physics;

import java.util.stream.IntStream;
import org.workcell.mujoco.global.MuJoCo;

/**
 * The shortcuts that a scene was compiled with, and the edits that they would hide. Where the frame
 * of a body's inertia, a geom or a site coincides with another frame, the compiler sets a flag
 * ({@code body_sameframe}, {@code geom_sameframe}, {@code site_sameframe}), and from then on the
 * engine copies the other frame and never reads these fields:
 *
 * <table>
 *   <caption>What a flag hides</caption>
 *   <tr><th>flag</th><th>hidden</th><th>copied from</th></tr>
 *   <tr><td>{@code body_sameframe}</td><td>{@code body_ipos}, {@code body_iquat}</td>
 *       <td>the body's frame</td></tr>
 *   <tr><td>{@code geom_sameframe}</td><td>{@code geom_pos}, {@code geom_quat}</td>
 *       <td>the frame of its body, or of its body's inertia</td></tr>
 *   <tr><td>{@code site_sameframe}</td><td>{@code site_pos}, {@code site_quat}</td>
 *       <td>the same</td></tr>
 * </table>
 *
 * <p>{@link #reveal} adds the edits of flags that are needed for other edits to take effect. What
 * no edit can undo is refused. Immutable and safe to share between threads.
 */
public final class FrameFlags {

  /** Metres, or units of a quaternion's elements; below it two frames count as the same. */
  private static final double TOLERANCE = 1e-9;

  private final Model scene;
  private final Frames inertias;
  private final Frames geoms;
  private final Frames sites;
  private final int[] bodyIsSimple;
  private final int compensatedBodies;

  /** Reads the flags of a scene. */
  public FrameFlags(Model scene) {
    this.scene = scene;
    this.inertias =
        Frames.of(
            scene,
            ModelField.BODY_IPOS,
            ModelField.BODY_IQUAT,
            ModelField.BODY_SAMEFRAME,
            IntStream.range(0, scene.count(ObjectKind.BODY)).toArray());
    this.geoms =
        Frames.of(
            scene,
            ModelField.GEOM_POS,
            ModelField.GEOM_QUAT,
            ModelField.GEOM_SAMEFRAME,
            scene.structure("geom_bodyid"));
    this.sites =
        Frames.of(
            scene,
            ModelField.SITE_POS,
            ModelField.SITE_QUAT,
            ModelField.SITE_SAMEFRAME,
            scene.structure("site_bodyid"));
    this.bodyIsSimple = scene.structure("body_simple");
    this.compensatedBodies = scene.bodiesWithGravityCompensation();
  }

  /** An editable array of frames as compiled, a row for each. */
  private record Rows(ModelField field, double[] compiled, int columns) {

    static Rows positions(Model scene, ModelField field) {
      return new Rows(field, scene.values(field), 3);
    }

    static Rows turns(Model scene, ModelField field) {
      return new Rows(field, scene.values(field), 4);
    }

    /** How much edits have changed an element. */
    double change(ModelEdits edits, int row, int column) {
      int index = columns * row + column;
      return edits.valueOr(field, index, compiled[index]) - compiled[index];
    }
  }

  /** One kind of frames, the flags that were compiled, and the body of each. */
  private record Frames(
      Rows positions, Rows turns, ModelField flagField, int[] flags, int[] bodies) {

    static Frames of(Model scene, ModelField position, ModelField turn, ModelField flag, int[] of) {
      return new Frames(
          Rows.positions(scene, position),
          Rows.turns(scene, turn),
          flag,
          scene.structure(flag.engineName()),
          of);
    }
  }

  /**
   * Adds the edits without which some edits would be ignored, and takes back those that are no
   * longer needed.
   *
   * @param edits all edits of an environment; changed
   * @param changes those that were made last, a part of {@code edits} or {@code edits} itself
   * @throws IllegalArgumentException for a change that the engine ignores whatever the flags say
   */
  public void reveal(ModelEdits edits, ModelEdits changes) {
    int count = changes.size();
    for (int i = 0; i < count; i++) {
      reveal(edits, changes.field(i), changes.index(i));
    }
  }

  /** As {@link #reveal(ModelEdits, ModelEdits)}, for the change of one element. */
  public void reveal(ModelEdits edits, ModelField field, int index) {
    switch (field) {
      case SITE_POS -> flag(edits, sites, index / 3);
      case SITE_QUAT -> flag(edits, sites, index / 4);
      case GEOM_POS -> flag(edits, geoms, index / 3);
      case GEOM_QUAT -> flag(edits, geoms, index / 4);
      case BODY_IPOS -> flagBody(edits, index / 3);
      case BODY_IQUAT -> flagBody(edits, index / 4);
      case BODY_GRAVCOMP -> requireGravityCompensation();
      default -> {
        // No shortcut hides this field.
      }
    }
  }

  private void flagBody(ModelEdits edits, int body) {
    if (flag(edits, inertias, body) != inertias.flags[body] && bodyIsSimple[body] != 0) {
      throw new IllegalArgumentException(
          "the inertial frame of body '%s' of scene %s cannot be edited: the scene was compiled with"
                  .formatted(scene.names(ObjectKind.BODY).get(body), scene.name())
              + " a diagonal mass matrix for it (body_simple); give it an <inertial> with an offset"
              + " in the scene");
    }
    flagOf(edits, geoms, body);
    flagOf(edits, sites, body);
  }

  private void flagOf(ModelEdits edits, Frames frames, int body) {
    for (int row = 0; row < frames.flags.length; row++) {
      if (frames.bodies[row] == body) {
        flag(edits, frames, row);
      }
    }
  }

  /** Gives a frame the flag that is true of it now. */
  private int flag(ModelEdits edits, Frames frames, int row) {
    int compiled = frames.flags[row];
    if (compiled == MuJoCo.mjSAMEFRAME_NONE) {
      return compiled;
    }
    boolean ofInertia =
        compiled == MuJoCo.mjSAMEFRAME_INERTIA || compiled == MuJoCo.mjSAMEFRAME_INERTIAROT;
    boolean wholeFrame =
        compiled == MuJoCo.mjSAMEFRAME_BODY || compiled == MuJoCo.mjSAMEFRAME_INERTIA;
    int body = frames.bodies[row];
    int now = compiled;
    if (moved(edits, frames.turns, row, ofInertia ? inertias.turns : null, body)) {
      now = MuJoCo.mjSAMEFRAME_NONE;
    } else if (wholeFrame
        && moved(edits, frames.positions, row, ofInertia ? inertias.positions : null, body)) {
      now = ofInertia ? MuJoCo.mjSAMEFRAME_INERTIAROT : MuJoCo.mjSAMEFRAME_BODYROT;
    }
    if (now != compiled || edits.has(frames.flagField, row)) {
      edits.set(frames.flagField, row, now);
    }
    return now;
  }

  /**
   * Whether edits have moved a frame against the one that the engine copies.
   *
   * @param copied the rows of the inertia that is copied; null for a body's own frame
   */
  private static boolean moved(ModelEdits edits, Rows rows, int row, Rows copied, int body) {
    for (int column = 0; column < rows.columns; column++) {
      double change = rows.change(edits, row, column);
      if (copied != null) {
        change -= copied.change(edits, body, column);
      }
      if (Math.abs(change) > TOLERANCE) {
        return true;
      }
    }
    return false;
  }

  private void requireGravityCompensation() {
    if (compensatedBodies == 0) {
      throw new IllegalArgumentException(
          "body_gravcomp of scene %s cannot be edited: the engine skips gravity compensation in a"
                  .formatted(scene.name())
              + " scene that was compiled without any; give one body gravcomp in the scene");
    }
  }
}
