package org.workcell.tasks.libero.problem;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The five arenas with their robot and workspace. Lengths are metres; arrays are copies. */
public enum Problem {
  /** A table; Spatial and Goal. */
  TABLETOP(
      "libero_tabletop_manipulation",
      new Arena(
          "libero_tabletop_base_style", "light-gray-floor-tile.png", "light-gray-plaster.png"),
      new Robot("rethink_mount", -0.66, 0.912),
      new Workspace("main_table", "table", new double[] {0, 0, 0.9}, 0.9, -0.04, true),
      new Zones("table", 0, 0.02)),
  /** A kitchen counter. */
  KITCHEN(
      "libero_kitchen_tabletop_manipulation",
      new Arena(
          "libero_kitchen_tabletop_base_style",
          "gray_ceramic_tile.png",
          "yellow_linen_wall_texture.png"),
      new Robot("rethink_mount", -0.66, 0.912),
      new Workspace("kitchen_table", "kitchen_table", new double[] {0, 0, 0.9}, 0.9, -0.04, false),
      new Zones("table", 0, 0)),
  /** A coffee table in a living room. */
  LIVING_ROOM(
      "libero_living_room_tabletop_manipulation",
      new Arena(
          "libero_living_room_tabletop_base_style",
          "seamless_wood_planks_floor.png",
          "light-gray-plaster.png"),
      new Robot("null_mount", -0.51, 0.42),
      new Workspace(
          "living_room_table",
          "living_room_table",
          new double[] {0, 0, 0.41},
          0.43676,
          -0.014,
          false),
      new Zones("living_room_table", 0, 0.41)),
  /** A desk in a study. */
  STUDY(
      "libero_study_tabletop_manipulation",
      new Arena("libero_study_base_style", "light-gray-floor-tile.png", "light-gray-plaster.png"),
      new Robot("rethink_mount", -0.75, 0.912),
      new Workspace(
          "study_table", "study_table", new double[] {-0.2, 0, 0.867}, 0.88513, -0.04, false),
      new Zones("study_table", -0.2, 0.867)),
  /** The floor; Object. */
  FLOOR(
      "libero_floor_manipulation",
      new Arena("libero_floor_base_style", "light-gray-floor-tile.png", "light-gray-plaster.png"),
      new Robot("null_mount", -0.6, 0),
      new Workspace("floor", "floor", new double[] {0, 0, -0.035}, 0, -0.025, true),
      new Zones("floor", 0, 0.02));

  /**
   * The room.
   *
   * @param sceneFile name of the scene file, without ending
   * @param floorTexture file of texture {@code texplane}
   * @param wallTexture file of texture {@code tex-wall}
   */
  public record Arena(String sceneFile, String floorTexture, String wallTexture) {}

  /**
   * Where the robot stands: its base at ({@code baseX}, 0, {@code baseZ}).
   *
   * @param mountFile name of the mount's file, without ending
   */
  public record Robot(String mountFile, double baseX, double baseZ) {}

  /**
   * What things are placed on.
   *
   * @param instance name of the fixture that stands for it in task files
   * @param category the category of that fixture, which is part of the arena and not loaded
   * @param offset W: world position of the workspace's origin
   * @param supportTopZ height of the surface
   * @param fixtureOffsetZ added to the height of fixtures
   * @param shrinksRegions whether regions shrink by an object's placement radius
   */
  public record Workspace(
      String instance,
      String category,
      double[] offset,
      double supportTopZ,
      double fixtureOffsetZ,
      boolean shrinksRegions) {

    /** World position of the workspace's origin. */
    @Override
    public double[] offset() {
      return offset.clone();
    }
  }

  /**
   * Sites of the workspace's regions.
   *
   * @param body the body that takes them
   * @param shiftX added to the x of a region's centre
   * @param localZ their height in the body's frame
   */
  public record Zones(String body, double shiftX, double localZ) {}

  private final String upstreamName;
  private final Arena arena;
  private final Robot robot;
  private final Workspace workspace;
  private final Zones zones;

  Problem(String upstreamName, Arena arena, Robot robot, Workspace workspace, Zones zones) {
    this.upstreamName = upstreamName;
    this.arena = arena;
    this.robot = robot;
    this.workspace = workspace;
    this.zones = zones;
  }

  /** The problem that task files call so, in lower case. */
  static Optional<Problem> named(String upstreamName) {
    return Stream.of(values()).filter(p -> p.upstreamName.equals(upstreamName)).findFirst();
  }

  /** What task files call it, in lower case. */
  public String upstreamName() {
    return upstreamName;
  }

  /** Its word in tables, for example {@code living_room}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The room. */
  public Arena arena() {
    return arena;
  }

  /** Where the robot stands. */
  public Robot robot() {
    return robot;
  }

  /** What things are placed on. */
  public Workspace workspace() {
    return workspace;
  }

  /** Sites of the workspace's regions. */
  public Zones zones() {
    return zones;
  }
}
