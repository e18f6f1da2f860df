package org.workcell.sim.physics;

import org.workcell.mujoco.global.MuJoCo;

/**
 * Which values the places of a scene's model may take: finite ones that their array can hold, and
 * numbers of things that exist, because engine and renderer follow them unchecked. Whether a value
 * makes sense physically is left to those who edit.
 */
final class EditCheck {

  private static final int NONE = -1;
  private static final int MESH = MuJoCo.mjGEOM_MESH;
  private static final int SDF = MuJoCo.mjGEOM_SDF;

  private final Model scene;
  private final int materials;
  private final int sceneTextures;
  private final int[] geomData;
  private final boolean[] geomIsMesh;
  private final boolean[] meshHasHull;

  EditCheck(Model scene) {
    this.scene = scene;
    this.materials = scene.count(ObjectKind.MATERIAL);
    this.sceneTextures = scene.count(ObjectKind.TEXTURE);
    this.geomData = scene.structure("geom_dataid");
    int[] types = scene.structure("geom_type");
    this.geomIsMesh = new boolean[types.length];
    for (int geom = 0; geom < types.length; geom++) {
      geomIsMesh[geom] = types[geom] == MESH || types[geom] == SDF;
    }
    int[] hulls = scene.structure("mesh_graphadr");
    this.meshHasHull = new boolean[hulls.length];
    for (int mesh = 0; mesh < hulls.length; mesh++) {
      meshHasHull[mesh] = hulls[mesh] >= 0;
    }
  }

  /**
   * Checks one edit.
   *
   * @param array the field in the scene's model
   * @throws IllegalArgumentException naming field, index, value and what was expected
   */
  void require(ModelField field, NativeArray array, int index, double value) {
    if (index < 0 || index >= array.size()) {
      throw new IllegalArgumentException(
          "model edit %s[%d] is outside the scene's 0..%d"
              .formatted(field.engineName(), index, array.size() - 1));
    }
    switch (field) {
      case GEOM_MATID -> requireWhole(field, index, value, NONE, materials - 1);
      case MAT_TEXID -> requireWhole(field, index, value, NONE, textures() - 1);
      case GEOM_DATAID -> requireData(index, value);
      case BODY_SAMEFRAME, GEOM_SAMEFRAME, SITE_SAMEFRAME ->
          requireWhole(field, index, value, MuJoCo.mjSAMEFRAME_NONE, MuJoCo.mjSAMEFRAME_INERTIAROT);
      case LIGHT_CASTSHADOW, LIGHT_ACTIVE, MAT_TEXUNIFORM ->
          requireWhole(field, index, value, 0, 1);
      default -> {
        if (!(Math.abs(value) <= array.largest())) {
          throw wrong(field, index, value, "a finite number up to %s".formatted(array.largest()));
        }
      }
    }
  }

  private int textures() {
    return sceneTextures + scene.textures().images().size();
  }

  /** A geom keeps its kind of shape, and one that collides gets no mesh that cannot. */
  private void requireData(int geom, double value) {
    int own = geomData[geom];
    if (!geomIsMesh[geom] || own == NONE) {
      requireWhole(ModelField.GEOM_DATAID, geom, value, own, own);
      return;
    }
    requireWhole(ModelField.GEOM_DATAID, geom, value, 0, meshHasHull.length - 1);
    if (meshHasHull[own] && !meshHasHull[(int) value]) {
      throw wrong(ModelField.GEOM_DATAID, geom, value, "a mesh with a convex hull");
    }
  }

  private static void requireWhole(ModelField field, int index, double value, int least, int most) {
    if (!(value >= least && value <= most && value == Math.rint(value))) {
      throw wrong(field, index, value, "a whole number in %d..%d".formatted(least, most));
    }
  }

  private static IllegalArgumentException wrong(
      ModelField field, int index, double value, String expected) {
    return new IllegalArgumentException(
        "model edit %s[%d] = %s; expected %s"
            .formatted(field.engineName(), index, value, expected));
  }
}
