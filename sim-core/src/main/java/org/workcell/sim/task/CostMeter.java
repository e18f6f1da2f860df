package org.workcell.sim.task;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * Measures what a policy does beside its task: whether the robot touched anything that it may not
 * touch, how far the end effector moved, and how many lifted objects were dropped. Reads contacts
 * after each step; allocates nothing. One thread at a time.
 */
final class CostMeter implements StatePart {

  /** Names of the columns of {@link #write}: 0 or 1, metres of the step, drops of the step. */
  static final List<String> COLUMNS = List.of("cost_collision", "cost_path_length", "cost_drop");

  private static final int CONTACTS = 512;
  private static final int FREE_JOINT = 0;

  /**
   * How far an object rises in the robot's hand to count as lifted, and falls to count as dropped.
   */
  private static final double DROP_HEIGHT_METRES = 0.03;

  private final Physics physics;
  private final Contacts contacts = new Contacts(CONTACTS);
  private final int[] bodyOfGeom;
  private final boolean[] isRobot;
  private final boolean[] mayTouch;
  private final int endEffector;
  private final int[] objects;
  private final int[] objectOfBody;
  private final double[] restHeight;
  private final boolean[] lifted;
  private final double[] releaseHeight;
  private final boolean[] touched;
  private final double[] before = new double[3];
  private boolean collided;

  CostMeter(SceneRoles.Robot named, Physics physics) {
    Model scene = physics.scene();
    this.physics = physics;
    int[] parents = scene.structure("body_parentid");
    List<String> names = scene.names(ObjectKind.BODY);
    this.bodyOfGeom = scene.structure("geom_bodyid");
    this.isRobot = new boolean[parents.length];
    this.mayTouch = new boolean[parents.length];
    int robot = scene.body(named.base());
    for (int body = 1; body < parents.length; body++) {
      String name = names.get(body);
      isRobot[body] = body == robot || isRobot[parents[body]];
      mayTouch[body] =
          mayTouch[parents[body]]
              || named.touchable().stream().anyMatch(each -> Pattern.matches(each, name));
    }
    this.endEffector = scene.body(named.endEffector());
    this.objects = freeBodies(scene);
    this.objectOfBody = objectOfBody(parents, objects);
    this.restHeight = new double[objects.length];
    this.lifted = new boolean[objects.length];
    this.releaseHeight = new double[objects.length];
    this.touched = new boolean[objects.length];
  }

  private int[] freeBodies(Model scene) {
    int[] types = scene.structure("jnt_type");
    int[] bodies = scene.structure("jnt_bodyid");
    int[] free = new int[types.length];
    int count = 0;
    for (int joint = 0; joint < types.length; joint++) {
      if (types[joint] == FREE_JOINT && !isRobot[bodies[joint]]) {
        free[count++] = bodies[joint];
      }
    }
    return Arrays.copyOf(free, count);
  }

  /** The index of the object that each body belongs to, or -1. */
  private static int[] objectOfBody(int[] parents, int[] objects) {
    int[] owner = new int[parents.length];
    Arrays.fill(owner, -1);
    for (int i = 0; i < objects.length; i++) {
      owner[objects[i]] = i;
    }
    for (int body = 1; body < parents.length; body++) {
      if (owner[body] < 0) {
        owner[body] = owner[parents[body]];
      }
    }
    return owner;
  }

  /** An episode begins, without costs; positions are up to date. */
  void start(BatchRow row, int firstColumn) {
    for (int column = 0; column < COLUMNS.size(); column++) {
      row.writeInfo(firstColumn + column, 0);
    }
    Arrays.fill(lifted, false);
    Arrays.fill(releaseHeight, Double.NaN);
    for (int i = 0; i < objects.length; i++) {
      restHeight[i] = physics.bodyPos().get(objects[i], 2);
    }
    physics.bodyPos().readRow(endEffector, before);
  }

  /** Measures a step and writes its columns. */
  void write(BatchRow row, int firstColumn) {
    readContacts();
    row.writeInfo(firstColumn, collided ? 1 : 0);
    row.writeInfo(firstColumn + 1, pathLength());
    row.writeInfo(firstColumn + 2, drops());
  }

  private void readContacts() {
    physics.readContacts(contacts);
    collided = false;
    Arrays.fill(touched, false);
    for (int i = 0; i < contacts.size(); i++) {
      int body1 = bodyOfGeom[contacts.geom1(i)];
      int body2 = bodyOfGeom[contacts.geom2(i)];
      if (isRobot[body1] != isRobot[body2]) {
        int other = isRobot[body1] ? body2 : body1;
        collided |= !mayTouch[other];
        if (objectOfBody[other] >= 0) {
          touched[objectOfBody[other]] = true;
        }
      }
    }
  }

  private double pathLength() {
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      double now = physics.bodyPos().get(endEffector, axis);
      squares += (now - before[axis]) * (now - before[axis]);
      before[axis] = now;
    }
    return Math.sqrt(squares);
  }

  private int drops() {
    int drops = 0;
    for (int i = 0; i < objects.length; i++) {
      double height = physics.bodyPos().get(objects[i], 2);
      if (touched[i]) {
        lifted[i] = height - restHeight[i] > DROP_HEIGHT_METRES;
        releaseHeight[i] = height;
      } else if (lifted[i] && releaseHeight[i] - height > DROP_HEIGHT_METRES) {
        drops++;
        lifted[i] = false;
      }
    }
    return drops;
  }

  @Override
  public void save(StateWriter writer) {
    writer.putDoubles(restHeight);
    writer.putDoubles(releaseHeight);
    writer.putDoubles(before);
    for (boolean each : lifted) {
      writer.putBoolean(each);
    }
  }

  @Override
  public void load(StateReader reader) {
    reader.getDoubles(restHeight);
    reader.getDoubles(releaseHeight);
    reader.getDoubles(before);
    for (int i = 0; i < lifted.length; i++) {
      lifted[i] = reader.getBoolean();
    }
  }
}
