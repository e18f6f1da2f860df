package org.workcell.sim.planning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.workcell.sim.physics.Checkpoint;
import org.workcell.sim.physics.Contacts;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/**
 * Collisions of a robot, and of what it carries, with the scene as it is now, by the engine. The
 * joints of the arm are moved in the simulation itself; carried bodies keep their place in the
 * hand, all else stands still. Between {@link #begin} and {@link #end} the simulation must be used
 * for nothing else; then it is again what it was, to the bit.
 *
 * <p>What touches at the beginning may go on touching: pairs of geoms in contact then do not count.
 * Parts of the robot collide with each other where the model lets them. Use {@code end} in a {@code
 * finally} block. One thread at a time.
 */
public final class SceneCollisions implements CollisionCheck {

  private static final int FIRST_CAPACITY = 64;

  /** Neighbours that just touch by their shape penetrate by rounding in some poses. */
  private static final double ROUNDING_METRES = 1e-9;

  private final Physics physics;
  private final double marginMetres;
  private final int[] addresses;
  private final int hand;
  private final BodyTree bodies;
  private final boolean[] robot;
  private final boolean[] inHand;
  private final Checkpoint checkpoint;
  private final Set<Long> touching = new HashSet<>();
  private final List<CarriedBody> carried = new ArrayList<>();
  private boolean[] moving;
  private boolean[] heldTogether;
  private Contacts contacts = new Contacts(FIRST_CAPACITY);
  private boolean begun;

  /** As the other one, where contacts count as soon as surfaces penetrate. */
  public SceneCollisions(Physics physics, List<String> armJoints, String robotBody) {
    this(physics, armJoints, robotBody, 0);
  }

  /**
   * Collisions of a robot.
   *
   * @param physics stays the caller's, and frees what this needs of native memory when it closes
   * @param armJoints names of the hinges and slides that move, in the order of the arm's chain
   * @param robotBody the body whose subtree is the robot
   * @param marginMetres how deep surfaces may penetrate before that counts; not negative
   * @throws IllegalArgumentException if the scene lacks a joint or body, there is no joint, or the
   *     margin is negative
   */
  public SceneCollisions(
      Physics physics, List<String> armJoints, String robotBody, double marginMetres) {
    if (armJoints.isEmpty() || !(marginMetres >= 0)) {
      throw new IllegalArgumentException(
          "collisions of %d joints with a margin of %s m; expected joints and a margin from 0 on"
              .formatted(armJoints.size(), marginMetres));
    }
    Model scene = physics.scene();
    this.physics = physics;
    this.marginMetres = marginMetres;
    this.addresses = armJoints.stream().mapToInt(scene::positionAddress).toArray();
    this.bodies = new BodyTree(scene);
    int lastJoint = scene.index(ObjectKind.JOINT, armJoints.get(armJoints.size() - 1));
    this.hand = scene.structure("jnt_bodyid")[lastJoint];
    this.robot = bodies.subtree(scene.body(robotBody));
    this.inHand = bodies.subtree(hand);
    this.checkpoint = new Checkpoint(physics);
  }

  /**
   * Begins checks from the present state of the simulation.
   *
   * @param carriedBodies bodies with a free joint that move with the hand from here on
   * @throws IllegalArgumentException if the scene lacks a body or it has no free joint; nothing has
   *     changed then
   * @throws IllegalStateException if checks have begun already
   */
  public void begin(String... carriedBodies) {
    if (begun) {
      throw new IllegalStateException("checks have begun already; end them first");
    }
    moving = robot.clone();
    heldTogether = inHand.clone();
    carried.clear();
    for (String name : carriedBodies) {
      CarriedBody body = new CarriedBody(physics, name);
      bodies.addSubtree(body.index(), moving);
      bodies.addSubtree(body.index(), heldTogether);
      carried.add(body);
    }
    checkpoint.take();
    begun = true;
    physics.refreshContacts();
    carried.forEach(body -> body.take(hand));
    readContacts();
    touching.clear();
    for (int i = 0; i < contacts.size(); i++) {
      if (contacts.distance(i) <= 0) {
        touching.add(pair(contacts.geom1(i), contacts.geom2(i)));
      }
    }
  }

  /** Ends checks; the simulation is what it was when they began. Idempotent. */
  public void end() {
    if (begun) {
      checkpoint.restore();
      begun = false;
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if checks have not begun
   */
  @Override
  public boolean isFree(double[] joints) {
    if (!begun) {
      throw new IllegalStateException("checks have not begun; call begin first");
    }
    place(joints);
    readContacts();
    double deepest = -marginMetres - ROUNDING_METRES;
    for (int i = 0; i < contacts.size(); i++) {
      if (contacts.distance(i) < deepest && counts(contacts.geom1(i), contacts.geom2(i))) {
        return false;
      }
    }
    return true;
  }

  private void place(double[] joints) {
    for (int i = 0; i < addresses.length; i++) {
      physics.qpos().set(addresses[i], joints[i]);
    }
    if (!carried.isEmpty()) {
      physics.refreshPositions();
      carried.forEach(body -> body.follow(hand));
    }
    physics.refreshContacts();
  }

  private void readContacts() {
    physics.readContacts(contacts);
    while (contacts.overflowed()) {
      contacts = new Contacts(2 * contacts.size());
      physics.readContacts(contacts);
    }
  }

  private boolean counts(int geom1, int geom2) {
    int body1 = bodies.ofGeom(geom1);
    int body2 = bodies.ofGeom(geom2);
    boolean moves = is(moving, body1) || is(moving, body2);
    boolean rigid = is(heldTogether, body1) && is(heldTogether, body2);
    return moves && !rigid && !touching.contains(pair(geom1, geom2));
  }

  private static boolean is(boolean[] marked, int body) {
    return body >= 0 && marked[body];
  }

  private static long pair(int geom1, int geom2) {
    return ((long) Math.min(geom1, geom2) << Integer.SIZE) | Math.max(geom1, geom2) & 0xffffffffL;
  }
}
