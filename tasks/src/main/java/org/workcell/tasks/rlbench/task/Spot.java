package org.workcell.tasks.rlbench.task;

/**
 * Where a body of the scene stands in an episode: x, y and yaw are drawn uniformly, so that its
 * footprint lies in a region of the workspace and keeps clear of those placed before it. The body's
 * height and tilt are those of the scene. A free body is moved by its joint, a fixed one by an edit
 * of the model. Immutable; {@code with} methods return changed copies.
 *
 * @param body name in the scene
 * @param halfX half the footprint's extent along the body's x axis, metres
 * @param halfY the same along y
 * @param region where the footprint's bounding box lies
 * @param lowestYaw radians, added to the body's own orientation
 * @param highestYaw radians
 * @param gap least distance between the circles around this footprint and others, metres; negative
 *     where footprints may overlap
 */
public record Spot(
    String body,
    double halfX,
    double halfY,
    Region region,
    double lowestYaw,
    double highestYaw,
    double gap) {

  private static final double DEFAULT_GAP = 0.02;

  /**
   * A rectangle of the table, in world coordinates, metres.
   *
   * @param lowX nearest to the robot
   * @param highX farthest from it
   * @param lowY to the right
   * @param highY to the left
   */
  public record Region(double lowX, double highX, double lowY, double highY) {

    /** RLBench's workspace: 0.65 m by 0.91 m around (0.25, 0). */
    public static final Region WORKSPACE = new Region(-0.075, 0.575, -0.455, 0.455);

    /** The part of the workspace that the arm reaches with the fingers pointing down. */
    public static final Region REACHABLE = new Region(0.05, 0.46, -0.36, 0.36);

    /** A region around a point. */
    public static Region around(double x, double y, double halfX, double halfY) {
      return new Region(x - halfX, x + halfX, y - halfY, y + halfY);
    }
  }

  /** A body with a round footprint, anywhere within reach, turned in any way. */
  public static Spot round(String body, double radius) {
    return box(body, radius, radius);
  }

  /** A body with a rectangular footprint, anywhere within reach, turned in any way. */
  public static Spot box(String body, double halfX, double halfY) {
    return new Spot(body, halfX, halfY, Region.REACHABLE, -Math.PI, Math.PI, DEFAULT_GAP);
  }

  /** A copy in another region. */
  public Spot in(Region other) {
    return new Spot(body, halfX, halfY, other, lowestYaw, highestYaw, gap);
  }

  /** A copy that is turned by at most an angle to either side. */
  public Spot turned(double radians) {
    return new Spot(body, halfX, halfY, region, -radians, radians, gap);
  }

  /** A copy with another range of yaw. */
  public Spot yaw(double lowest, double highest) {
    return new Spot(body, halfX, halfY, region, lowest, highest, gap);
  }

  /** A copy with another distance from others. */
  public Spot clear(double metres) {
    return new Spot(body, halfX, halfY, region, lowestYaw, highestYaw, metres);
  }

  /** Radius of the circle around the footprint, metres. */
  public double radius() {
    return Math.hypot(halfX, halfY);
  }

  /** Whether the footprint's bounding box lies in the region with this centre and yaw. */
  public boolean fits(double x, double y, double yaw) {
    double c = Math.abs(Math.cos(yaw));
    double s = Math.abs(Math.sin(yaw));
    double extentX = c * halfX + s * halfY;
    double extentY = s * halfX + c * halfY;
    return x - extentX >= region.lowX()
        && x + extentX <= region.highX()
        && y - extentY >= region.lowY()
        && y + extentY <= region.highY();
  }
}
