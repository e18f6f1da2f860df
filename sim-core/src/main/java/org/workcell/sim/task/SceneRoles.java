package org.workcell.sim.task;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which bodies of a task's scene play which part, and where things may stand: for measures and
 * randomizations that know no suite. Patterns are matched against whole names of bodies; {@code
 * (?!)} says that there is nothing of the kind. Immutable; made by a {@link #builder}, in which
 * everything may be left out.
 *
 * @param robot the robot; without it a task has no cost columns
 * @param table bodies that are the table
 * @param wall bodies, or geoms of the world, that are walls of the room
 * @param floor bodies, or geoms of the world, that are the floor
 * @param ignored bodies that are neither object nor receiver
 * @param subject what the task is about; where absent, the object is the first body that can move,
 *     and the receiver is what else stands there
 * @param contextHoldsPositions whether contexts are drawn from ranges of positions, which can be
 *     widened
 * @param room where walls go in scenes without any
 * @param workspace where objects lie, and what cameras are moved around
 * @param clutter where distractors may stand; the workspace where not given
 * @param exchangeable names of bodies that are free to move and stand on the same flat support by
 *     themselves, so that any two may change places
 */
public record SceneRoles(
    Optional<Robot> robot,
    Pattern table,
    Pattern wall,
    Pattern floor,
    Pattern ignored,
    Optional<Subject> subject,
    boolean contextHoldsPositions,
    Optional<Room> room,
    Optional<TableArea> workspace,
    Optional<TableArea> clutter,
    List<String> exchangeable) {

  /** Takes a defensive copy. */
  public SceneRoles {
    exchangeable = List.copyOf(exchangeable);
  }

  /**
   * The robot.
   *
   * @param base name of its root body, gripper included
   * @param endEffector name of the body whose path is measured
   * @param touchable regular expressions over names of bodies that it may touch, with everything
   *     attached to them; all its other contacts are collisions
   */
  public record Robot(String base, String endEffector, List<String> touchable) {

    /** Takes a defensive copy. */
    public Robot {
      touchable = List.copyOf(touchable);
    }
  }

  /**
   * What a task is about.
   *
   * @param object bodies that the robot has to move
   * @param receiver bodies where they go, or that they belong to
   */
  public record Subject(Pattern object, Pattern receiver) {}

  /**
   * A closed interval, metres.
   *
   * @param low lower end
   * @param high upper end, not below the lower
   */
  public record Interval(double low, double high) {

    /** Checks the ends. */
    public Interval {
      if (!Double.isFinite(low) || !Double.isFinite(high) || low > high) {
        throw new IllegalArgumentException(
            "an interval must be of finite numbers with low <= high, not [%s, %s]"
                .formatted(low, high));
      }
    }
  }

  /**
   * The inside of four walls.
   *
   * @param x from wall to wall, metres
   * @param y from wall to wall
   * @param z from the floor to the upper edge of the walls
   */
  public record Room(Interval x, Interval y, Interval z) {}

  /**
   * A part of a table top.
   *
   * @param x metres
   * @param y metres
   * @param height of the top, metres
   */
  public record TableArea(Interval x, Interval y, double height) {}

  /** Starts with parts found by common names, such as {@code table}, {@code desk}, {@code wall}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Roles while they are put together. */
  public static final class Builder {

    private Optional<Robot> robot = Optional.empty();
    private String table = "(?i).*(table|desk|counter|bench|island).*";
    private String wall = "(?i).*(wall|backdrop).*";
    private String floor = "(?i).*(floor|ground).*";
    private String ignored = "";
    private Optional<Subject> subject = Optional.empty();
    private boolean contextHoldsPositions = true;
    private Optional<Room> room = Optional.empty();
    private Optional<TableArea> workspace = Optional.empty();
    private Optional<TableArea> clutter = Optional.empty();
    private List<String> exchangeable = List.of();

    private Builder() {}

    /** The robot, so that the task has cost columns. */
    public Builder robot(String base, String endEffector, List<String> touchable) {
      robot = Optional.of(new Robot(base, endEffector, touchable));
      return this;
    }

    /** Regular expression over names of bodies. */
    public Builder table(String pattern) {
      table = pattern;
      return this;
    }

    /** Regular expression over names of bodies, and of geoms of the world. */
    public Builder wall(String pattern) {
      wall = pattern;
      return this;
    }

    /** Regular expression over names of bodies, and of geoms of the world. */
    public Builder floor(String pattern) {
      floor = pattern;
      return this;
    }

    /** Regular expression over names of bodies; none unless given. */
    public Builder ignored(String pattern) {
      ignored = pattern;
      return this;
    }

    /** Regular expressions over names of bodies, where the first body that can move is not it. */
    public Builder subject(String object, String receiver) {
      subject = Optional.of(new Subject(Pattern.compile(object), Pattern.compile(receiver)));
      return this;
    }

    /** True unless given. */
    public Builder contextHoldsPositions(boolean holds) {
      contextHoldsPositions = holds;
      return this;
    }

    /** Where walls go in scenes without any. */
    public Builder room(Room inside) {
      room = Optional.of(inside);
      return this;
    }

    /** Where objects lie. */
    public Builder workspace(TableArea area) {
      workspace = Optional.of(area);
      return this;
    }

    /** Where distractors may stand, if not in the workspace. */
    public Builder clutter(TableArea area) {
      clutter = Optional.of(area);
      return this;
    }

    /** Names of bodies of which any two may change places; none unless given. */
    public Builder exchangeable(List<String> bodies) {
      exchangeable = bodies;
      return this;
    }

    /**
     * The roles.
     *
     * @throws java.util.regex.PatternSyntaxException if a pattern is no regular expression
     */
    public SceneRoles build() {
      return new SceneRoles(
          robot,
          Pattern.compile(table),
          Pattern.compile(wall),
          Pattern.compile(floor),
          Pattern.compile(ignored),
          subject,
          contextHoldsPositions,
          room,
          workspace,
          clutter.or(() -> workspace),
          exchangeable);
    }
  }
}
