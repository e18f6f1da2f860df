package org.workcell.randomization;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;

/** How a scene is put together: who hangs on whom. Immutable. */
final class SceneParts {

  private static final int FREE = 0;
  private static final int SLIDE = 2;
  private static final int HINGE = 3;

  /** Geoms of higher groups are not drawn. */
  private static final int LAST_DRAWN_GROUP = 2;

  private static final int MESH = 7;
  private static final int ACTUATOR_ON_JOINT = 0;

  private final Model model;
  private final List<String> bodyNames;
  private final List<String> geomNames;
  private final int[] parents;
  private final int[] roots;
  private final int[] geomBodies;
  private final int[] geomGroups;
  private final int[] geomTypes;
  private final int[] geomMeshes;
  private final int[] geomContactTypes;
  private final int[] geomContactAffinities;
  private final int[] jointBodies;
  private final int[] jointTypes;
  private final int[] jointPositions;
  private final int[] dofBodies;
  private final int[] mocapRows;

  SceneParts(Model model) {
    this.model = model;
    this.bodyNames = model.names(ObjectKind.BODY);
    this.geomNames = model.names(ObjectKind.GEOM);
    this.parents = model.structure("body_parentid");
    this.roots = model.structure("body_rootid");
    this.geomBodies = model.structure("geom_bodyid");
    this.geomGroups = model.structure("geom_group");
    this.geomTypes = model.structure("geom_type");
    this.geomMeshes = model.structure("geom_dataid");
    this.geomContactTypes = model.structure("geom_contype");
    this.geomContactAffinities = model.structure("geom_conaffinity");
    this.jointBodies = model.structure("jnt_bodyid");
    this.jointTypes = model.structure("jnt_type");
    this.jointPositions = model.structure("jnt_qposadr");
    this.dofBodies = model.structure("dof_bodyid");
    this.mocapRows = model.structure("body_mocapid");
  }

  Model model() {
    return model;
  }

  String bodyName(int body) {
    return bodyNames.get(body);
  }

  String geomName(int geom) {
    return geomNames.get(geom);
  }

  int parent(int body) {
    return parents[body];
  }

  int geomBody(int geom) {
    return geomBodies[geom];
  }

  int geomType(int geom) {
    return geomTypes[geom];
  }

  boolean isMesh(int geom) {
    return geomTypes[geom] == MESH;
  }

  /** The mesh of a geom that has one. */
  int mesh(int geom) {
    return geomMeshes[geom];
  }

  boolean isSolid(int geom) {
    return geomContactTypes[geom] != 0 || geomContactAffinities[geom] != 0;
  }

  boolean isDrawn(int geom) {
    return geomGroups[geom] <= LAST_DRAWN_GROUP;
  }

  /** Children of the world that are no motion-capture bodies. */
  int[] trees() {
    return IntStream.range(1, parents.length)
        .filter(body -> parents[body] == 0 && mocapRows[body] < 0)
        .toArray();
  }

  /** The child of the world that a body belongs to. */
  int tree(int body) {
    return roots[body];
  }

  /** A body and all below it. */
  int[] subtree(int root) {
    return bodies(body -> isBelow(body, root));
  }

  private boolean isBelow(int body, int root) {
    int ancestor = body;
    while (ancestor != root && ancestor != 0) {
      ancestor = parents[ancestor];
    }
    return ancestor == root;
  }

  int[] bodies(IntPredicate which) {
    return IntStream.range(0, parents.length).filter(which).toArray();
  }

  int[] geoms(IntPredicate which) {
    return IntStream.range(0, geomBodies.length).filter(which).toArray();
  }

  int[] dofs(IntPredicate ofBody) {
    return IntStream.range(0, dofBodies.length)
        .filter(dof -> ofBody.test(dofBodies[dof]))
        .toArray();
  }

  boolean hasJoint(int root) {
    return IntStream.of(jointBodies).anyMatch(body -> isBelow(body, root));
  }

  /** The free joint of a tree, or -1. */
  int freeJoint(int root) {
    return IntStream.range(0, jointBodies.length)
        .filter(joint -> jointTypes[joint] == FREE && jointBodies[joint] == root)
        .findFirst()
        .orElse(-1);
  }

  int positionAddress(int joint) {
    return jointPositions[joint];
  }

  /** Joints that turn, of a tree. */
  List<Integer> hinges(int root) {
    List<Integer> hinges = new ArrayList<>();
    for (int joint = 0; joint < jointBodies.length; joint++) {
      if (jointTypes[joint] == HINGE && roots[jointBodies[joint]] == root) {
        hinges.add(joint);
      }
    }
    return hinges;
  }

  int[] joints(IntPredicate ofBody) {
    return IntStream.range(0, jointBodies.length)
        .filter(joint -> ofBody.test(jointBodies[joint]))
        .toArray();
  }

  /** Trees of which a joint is driven, or a body held by a motion-capture body. */
  int[] drivenTrees() {
    List<Integer> trees = new ArrayList<>();
    int[] kinds = model.structure("actuator_trntype");
    int[] joints = model.structure("actuator_trnid");
    for (int actuator = 0; actuator < kinds.length; actuator++) {
      if (kinds[actuator] == ACTUATOR_ON_JOINT) {
        trees.add(roots[jointBodies[joints[2 * actuator]]]);
      }
    }
    return trees.stream().distinct().mapToInt(Integer::intValue).toArray();
  }

  /** Pairs (row of a motion-capture body, body that it holds by a weld or connection). */
  List<int[]> held() {
    List<int[]> pairs = new ArrayList<>();
    int[] first = model.structure("eq_obj1id");
    int[] second = model.structure("eq_obj2id");
    int[] kinds = model.structure("eq_type");
    for (int i = 0; i < kinds.length; i++) {
      boolean betweenBodies = kinds[i] < SLIDE;
      if (betweenBodies && mocapRows[first[i]] >= 0) {
        pairs.add(new int[] {mocapRows[first[i]], second[i]});
      } else if (betweenBodies && mocapRows[second[i]] >= 0) {
        pairs.add(new int[] {mocapRows[second[i]], first[i]});
      }
    }
    return pairs;
  }
}
