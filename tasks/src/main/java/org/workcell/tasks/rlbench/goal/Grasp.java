package org.workcell.tasks.rlbench.goal;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/**
 * What the gripper holds: a body is held while solids of both fingers touch it, or while it is
 * attached. Belongs to one environment; one thread at a time; reading allocates nothing.
 */
public final class Grasp {

  private static final int MOST_CONTACTS = 200;

  private final Physics physics;
  private final List<String> carried;
  private final Contacts contacts = new Contacts(MOST_CONTACTS);
  private final int[] thingOfGeom;
  private final int[] fingerOfGeom;
  private final boolean[] left;
  private final boolean[] right;
  private final double[] forces = new double[6];
  private int attached = -1;

  /**
   * What the gripper could hold.
   *
   * @param carried names of bodies with free joints
   */
  public Grasp(Physics physics, List<String> carried) {
    this.physics = physics;
    this.carried = List.copyOf(carried);
    this.left = new boolean[carried.size()];
    this.right = new boolean[carried.size()];
    Model model = physics.scene();
    this.thingOfGeom = new int[model.count(ObjectKind.GEOM)];
    this.fingerOfGeom = new int[thingOfGeom.length];
    int[] parents = model.structure("body_parentid");
    int[] owners = model.structure("geom_bodyid");
    for (int geom = 0; geom < thingOfGeom.length; geom++) {
      thingOfGeom[geom] = thing(model, owners[geom], parents);
      fingerOfGeom[geom] = finger(model, owners[geom]);
    }
  }

  private int thing(Model model, int body, int[] parents) {
    for (int at = body; at != 0; at = parents[at]) {
      int index = carried.indexOf(model.names(ObjectKind.BODY).get(at));
      if (index >= 0) {
        return index;
      }
    }
    return -1;
  }

  private static int finger(Model model, int body) {
    if (body == model.body("left_finger")) {
      return 0;
    }
    return body == model.body("right_finger") ? 1 : -1;
  }

  /** Names of the bodies that can be held. */
  public List<String> carried() {
    return carried;
  }

  /** Reads which bodies the fingers touch; contacts are up to date. */
  public void update() {
    Arrays.fill(left, false);
    Arrays.fill(right, false);
    physics.readContacts(contacts);
    for (int i = 0; i < contacts.size(); i++) {
      addTouch(contacts.geom1(i), contacts.geom2(i));
      addTouch(contacts.geom2(i), contacts.geom1(i));
    }
  }

  private void addTouch(int fingerGeom, int otherGeom) {
    int finger = fingerOfGeom[fingerGeom];
    int thing = thingOfGeom[otherGeom];
    if (finger >= 0 && thing >= 0) {
      (finger == 0 ? left : right)[thing] = true;
    }
  }

  /**
   * Reads the forces on the fingers. They are those of the last physics step, so this comes before
   * contacts are refreshed, which leaves new ones without forces.
   */
  public void readForces() {
    Arrays.fill(forces, 0);
    physics.readContacts(contacts);
    for (int i = 0; i < contacts.size(); i++) {
      addForce(fingerOfGeom[contacts.geom1(i)], i, -1);
      addForce(fingerOfGeom[contacts.geom2(i)], i, 1);
    }
  }

  /** The normal of a contact points from its first geom to its second. */
  private void addForce(int finger, int contact, int sign) {
    if (finger >= 0) {
      double force = sign * contacts.normalForce(contact);
      for (int axis = 0; axis < 3; axis++) {
        forces[3 * finger + axis] += force * contacts.normal(contact, axis);
      }
    }
  }

  /** Forces on the left and the right finger in world axes, newtons, [6]; a live view. */
  public double[] forces() {
    return forces;
  }

  /** Whether both fingers touch a body. */
  public boolean isBetweenFingers(int thing) {
    return left[thing] && right[thing];
  }

  /** Index of the attached body, or -1. */
  public int attached() {
    return attached;
  }

  /** Says which body is attached; -1 for none. */
  public void setAttached(int thing) {
    attached = thing;
  }

  /** Names of the bodies that are held now; allocates. */
  public String[] carriedNow() {
    return IntStream.range(0, left.length)
        .filter(this::holds)
        .mapToObj(carried::get)
        .toArray(String[]::new);
  }

  private boolean holds(int thing) {
    return attached == thing || isBetweenFingers(thing);
  }

  /** The gripper holds a body. */
  public GoalCondition holding(String body) {
    int thing = carried.indexOf(body);
    if (thing < 0) {
      throw new IllegalArgumentException(
          "body %s is not among those that can be carried: %s".formatted(body, carried));
    }
    return new Holding(() -> holds(thing));
  }

  /** The gripper holds none of the bodies. */
  public GoalCondition holdingNothing() {
    return new Holding(this::isEmpty);
  }

  private boolean isEmpty() {
    for (int thing = 0; thing < left.length; thing++) {
      if (holds(thing)) {
        return false;
      }
    }
    return true;
  }

  private static final class Holding extends GoalCondition {

    private final BooleanSupplier answer;

    Holding(BooleanSupplier answer) {
      this.answer = answer;
    }

    @Override
    public boolean holds() {
      return answer.getAsBoolean();
    }
  }
}
