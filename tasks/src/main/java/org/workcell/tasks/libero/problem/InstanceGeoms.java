package org.workcell.tasks.libero.problem;

import org.workcell.sim.physics.Model;

/** Which geoms of a scene collide on behalf of what. */
public final class InstanceGeoms {

  private static final int COLLISION_GROUP = 0;

  private final Model scene;
  private final int[] bodies;
  private final int[] roots;
  private final int[] groups;

  /** Reads the structure of a scene. */
  public InstanceGeoms(Model scene) {
    this.scene = scene;
    this.bodies = scene.structure("geom_bodyid");
    this.roots = scene.structure("body_rootid");
    this.groups = scene.structure("geom_group");
  }

  /** By geom: whether it is one of the instance's collision geoms (group 0). */
  public boolean[] of(Instance instance) {
    int root = scene.body(instance.rootBody());
    boolean[] members = new boolean[bodies.length];
    for (int geom = 0; geom < members.length; geom++) {
      members[geom] = roots[bodies[geom]] == root && groups[geom] == COLLISION_GROUP;
    }
    return members;
  }

  /** By geom: whether it collides and belongs to the workspace: its table, desk or floor. */
  public boolean[] ofWorkspace(TaskConfig config) {
    int[] types = scene.structure("geom_contype");
    int[] affinities = scene.structure("geom_conaffinity");
    int table = roots[scene.body(config.problem().zones().body())];
    boolean[] members = new boolean[bodies.length];
    for (int geom = 0; geom < members.length; geom++) {
      boolean collides = types[geom] != 0 || affinities[geom] != 0;
      members[geom] = collides && (bodies[geom] == 0 || roots[bodies[geom]] == table);
    }
    return members;
  }
}
