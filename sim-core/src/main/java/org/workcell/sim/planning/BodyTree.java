package org.workcell.sim.planning;

import org.workcell.sim.physics.Model;

/** Which body of a scene carries which, and which geoms. */
final class BodyTree {

  private final int[] parents;
  private final int[] ofGeoms;

  BodyTree(Model scene) {
    this.parents = scene.structure("body_parentid");
    this.ofGeoms = scene.structure("geom_bodyid");
  }

  /** Body of a geom; -1 where a contact is not one of a geom. */
  int ofGeom(int geom) {
    return geom < 0 ? -1 : ofGeoms[geom];
  }

  /** Marks, by body, a body and all that hangs on it. */
  boolean[] subtree(int root) {
    boolean[] marked = new boolean[parents.length];
    addSubtree(root, marked);
    return marked;
  }

  void addSubtree(int root, boolean[] marked) {
    marked[root] = true;
    // Parents come before their children.
    boolean[] below = new boolean[parents.length];
    below[root] = true;
    for (int body = root + 1; body < parents.length; body++) {
      below[body] = below[parents[body]];
      marked[body] |= below[body];
    }
  }
}
