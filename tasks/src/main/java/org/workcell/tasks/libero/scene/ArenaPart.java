package org.workcell.tasks.libero.scene;

import java.util.List;
import org.workcell.sim.scene.PartReader;
import org.workcell.tasks.libero.problem.Problem;

/** The room, changed as the problem wants it: table, images, cameras, zones. */
final class ArenaPart {

  /** Centre of the table box: its top is at 0.9, half its height is 0.025. */
  private static final String TABLE_POS = "0 0 0.875";

  private static final String TABLE_SIZE = "0.5 0.6 0.025";
  private static final String TABLE_TOP = "0 0 0.025";
  private static final String LEG_SIZE = "0.025 0.4375";
  private static final List<String> LEGS =
      List.of("0.4 0.5 -0.4375", "-0.4 0.5 -0.4375", "-0.4 -0.5 -0.4375", "0.4 -0.5 -0.4375");

  private final Part part;
  private final Problem problem;

  private ArenaPart(Part part, Problem problem) {
    this.part = part;
    this.problem = problem;
  }

  /** Reads the arena of a scene. */
  static Part read(Places places, PartReader reader, LiberoScene scene) {
    Part part = places.readArena(reader, scene.problem());
    ArenaPart arena = new ArenaPart(part, scene.problem());
    part.paintCollisionGeoms("0.5 0.5 0 1");
    if (scene.problem().zones().body().equals("table")) {
      arena.resizeTable();
    }
    if (places.replacesTextures()) {
      arena.replaceTextures();
    }
    View.of(scene.problem()).forEach(view -> view.setIn(part.mjcf().section("worldbody")));
    Element table = part.require("body", scene.problem().zones().body());
    scene.zones().forEach(zone -> table.add(zone.site(scene.problem().zones())));
    return part;
  }

  private void resizeTable() {
    part.require("geom", "floor").set("pos", "0 0 0");
    part.require("body", "table").set("pos", TABLE_POS);
    part.require("geom", "table_collision").set("size", TABLE_SIZE).set("friction", friction());
    part.require("geom", "table_visual").set("size", TABLE_SIZE);
    part.require("site", "table_top").set("pos", TABLE_TOP);
    for (int i = 0; i < LEGS.size(); i++) {
      part.require("geom", "table_leg%d_visual".formatted(i + 1))
          .set("size", LEG_SIZE)
          .set("pos", LEGS.get(i));
    }
  }

  private String friction() {
    return problem == Problem.TABLETOP ? "0.6 0.005 0.0001" : "1 0.005 0.0001";
  }

  private void replaceTextures() {
    Problem.Arena arena = problem.arena();
    part.require("texture", "texplane").set("file", "../textures/" + arena.floorTexture());
    part.require("texture", "tex-wall").set("file", "../textures/" + arena.wallTexture());
  }
}
