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
 * @param objects the object, where a scene has several candidates, by name of the task
 * @param room where walls go in scenes without any
 * @param workspace where objects lie
 */
record SuiteTable(
    Pattern table,
    Pattern wall,
    Pattern floor,
    Pattern ignored,
    Map<String, String> objects,
    Optional<Room> room,
    Optional<Workspace> workspace) {

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
   * The part of the table top where objects lie.
   *
   * @param x range of x, metres
   * @param y range of y
   * @param height of the top
   */
  record Workspace(Range x, Range y, double height) {}
}
