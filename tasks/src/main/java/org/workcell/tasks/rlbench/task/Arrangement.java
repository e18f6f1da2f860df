package org.workcell.tasks.rlbench.task;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;

/**
 * One episode as it is being set up: what was drawn, and the ways to change the scene for it. All
 * changes follow from variation and choices, so that the context determines the episode. Used on
 * the thread of the episode, while it starts.
 */
public final class Arrangement {

  /** Free bodies that an episode does not need hang above and behind the room. */
  private static final double AWAY_X = -4;

  private static final double AWAY_Z = 8;
  private static final double AWAY_SPACING = 0.5;

  private static final int FREE = 0;

  private final EpisodeStart episode;
  private final Physics physics;
  private final Model model;
  private final Draw draw;
  private final Map<String, String> bindings = new LinkedHashMap<>();
  private final Map<String, double[]> places = new HashMap<>();
  private boolean moved;
  private int away;

  /** An episode with what it has drawn. */
  public Arrangement(EpisodeStart episode, Draw draw) {
    this.episode = episode;
    this.physics = episode.physics();
    this.model = physics.scene();
    this.draw = draw;
  }

  /** Index of the variation. */
  public int variation() {
    return draw.variation();
  }

  /** The value of a choice. */
  public int choice(String name) {
    return draw.choice(name);
  }

  /** Everything that was drawn. */
  public Draw draw() {
    return draw;
  }

  /** Which sites frames stand for, where that is not the site of the same name; "" for none. */
  public Map<String, String> bindings() {
    return bindings;
  }

  /** Has a published frame stand for a site in this episode. */
  public void bind(String frame, String site) {
    model.site(site);
    bindings.put(frame, site);
  }

  /** This episode has no such frame. */
  public void unbind(String frame) {
    bindings.put(frame, "");
  }

  /** Gives all geoms of a body whose names begin with {@code paint} after its name a colour. */
  public void paint(String body, Color color) {
    boolean painted = false;
    List<String> names = model.names(ObjectKind.GEOM);
    for (int geom = 0; geom < names.size(); geom++) {
      if (names.get(geom).startsWith(body + "_paint")) {
        setColor(geom, color);
        painted = true;
      }
    }
    if (!painted) {
      throw new IllegalArgumentException(
          "body %s has no geom to paint; name one %s_paint".formatted(body, body));
    }
  }

  /** Gives one geom a colour. */
  public void paintGeom(String geom, Color color) {
    setColor(model.geom(geom), color);
  }

  private void setColor(int geom, Color color) {
    double opacity = model.get(ModelField.GEOM_RGBA, 4 * geom + 3);
    episode.editRow(ModelField.GEOM_RGBA, geom, color.red(), color.green(), color.blue(), opacity);
  }

  /** Sets the position of a hinge or slide. */
  public void setJoint(String joint, double position) {
    physics.qpos().set(model.positionAddress(joint), position);
    moved = true;
  }

  /** Hangs a free body, weightless, where the episode neither sees nor needs it. */
  public void putAway(String body) {
    double[] pose = poseOf(body);
    pose[0] = AWAY_X;
    pose[1] = AWAY_SPACING * away++;
    pose[2] = AWAY_Z;
    physics.qpos().write(freeAddress(body), pose);
    episode.editRow(ModelField.BODY_GRAVCOMP, model.body(body), 1);
    moved = true;
  }

  /** Puts a free body onto a site: its frame comes to lie on the site's. */
  public void putAt(String body, String site) {
    refresh();
    double[] position = new double[3];
    double[] matrix = new double[9];
    double[] quatWxyz = new double[4];
    physics.sitePos().readRow(model.site(site), position);
    physics.siteMat().readRow(model.site(site), matrix);
    Rotations.toQuatWxyz(matrix, quatWxyz);
    double[] pose = Arrays.copyOf(position, 7);
    System.arraycopy(quatWxyz, 0, pose, 3, 4);
    physics.qpos().write(freeAddress(body), pose);
    moved = true;
  }

  /** Sets x, y and yaw of a body; its height and tilt are those of the scene. */
  public void place(String body, double x, double y, double yaw) {
    places.put(body, new double[] {x, y, yaw});
    if (isFree(body)) {
      double[] pose = poseOf(body);
      pose[0] = x;
      pose[1] = y;
      turn(pose, 3, yaw);
      physics.qpos().write(freeAddress(body), pose);
    } else {
      int row = model.body(body);
      double[] quatWxyz = new double[4];
      for (int i = 0; i < 4; i++) {
        quatWxyz[i] = model.get(ModelField.BODY_QUAT, 4 * row + i);
      }
      turn(quatWxyz, 0, yaw);
      double height = model.get(ModelField.BODY_POS, 3 * row + 2);
      episode.editRow(ModelField.BODY_POS, row, x, y, height);
      episode.editRow(ModelField.BODY_QUAT, row, quatWxyz);
    }
    moved = true;
  }

  /**
   * Where a body was placed last: x, y and yaw, as drawn unless placed again; a new array.
   *
   * @throws IllegalArgumentException if the body is no spot and was not placed
   */
  public double[] placeOf(String body) {
    double[] place = places.get(body);
    if (place == null) {
      throw new IllegalArgumentException(
          "body %s has not been placed; expected one of %s".formatted(body, places.keySet()));
    }
    return place.clone();
  }

  /** Multiplies a turn about the world's z axis from the left. */
  private static void turn(double[] values, int at, double yaw) {
    double c = Math.cos(yaw / 2);
    double s = Math.sin(yaw / 2);
    double w = values[at];
    double x = values[at + 1];
    double y = values[at + 2];
    double z = values[at + 3];
    values[at] = c * w - s * z;
    values[at + 1] = c * x - s * y;
    values[at + 2] = c * y + s * x;
    values[at + 3] = c * z + s * w;
  }

  private void refresh() {
    if (moved) {
      physics.refreshPositions();
      moved = false;
    }
  }

  private boolean isFree(String body) {
    int row = model.body(body);
    int joint = model.structure("body_jntadr")[row];
    return joint >= 0 && model.structure("jnt_type")[joint] == FREE;
  }

  private int freeAddress(String body) {
    if (!isFree(body)) {
      throw new IllegalArgumentException(
          "body %s has no free joint; only bodies with one can be put somewhere".formatted(body));
    }
    return model.structure("jnt_qposadr")[model.structure("body_jntadr")[model.body(body)]];
  }

  /** The scene's own pose of a free body. */
  private double[] poseOf(String body) {
    int address = freeAddress(body);
    double[] pose = new double[7];
    for (int i = 0; i < 7; i++) {
      pose[i] = model.get(ModelField.QPOS0, address + i);
    }
    return pose;
  }
}
