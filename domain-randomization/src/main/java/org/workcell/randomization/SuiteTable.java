package org.workcell.randomization;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the scenes of a suite call their parts, and where its robots work.
 *
 * @param table names of bodies that are the table
 * @param wall names of bodies that are walls of the room
 * @param floor names of geoms or bodies that are the floor
 * @param ignored names of bodies that are neither object nor receiver
 * @param tasks object and receiver of tasks, by name, where the convention does not find them
 * @param drawsPositions whether tasks draw their contexts from ranges of positions, which can be
 *     widened
 * @param room where walls go in scenes without any
 * @param workspace where objects lie, and what cameras are carried around
 * @param clutter where distractors may stand
 */
record SuiteTable(
    Pattern table,
    Pattern wall,
    Pattern floor,
    Pattern ignored,
    Map<String, Parts> tasks,
    boolean drawsPositions,
    Optional<Room> room,
    Optional<Workspace> workspace,
    Optional<Workspace> clutter) {

  /**
   * What a task is about.
   *
   * @param object names of bodies that the robot has to move
   * @param receiver names of bodies where they go, or that they belong to
   */
  record Parts(Pattern object, Pattern receiver) {}

  /**
   * Four walls around a point.
   *
   * @param x centre, metres
   * @param y centre
   * @param halfX half the distance between opposite walls
   * @param halfY half the distance between opposite walls
   * @param low height of the floor
   * @param high height of the upper edge
   */
  record Room(double x, double y, double halfX, double halfY, double low, double high) {}

  /**
   * A part of a table top.
   *
   * @param x range of x, metres
   * @param y range of y
   * @param height of the top
   */
  record Workspace(Range x, Range y, double height) {}
}
