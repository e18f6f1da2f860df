package org.workcell.tasks.libero.scene;

import java.util.List;
import org.workcell.tasks.libero.problem.Problem;

/**
 * Where a camera of an arena is put. Numbers are upstream's, as written.
 *
 * @param camera its name
 * @param pos position, metres
 * @param quatWxyz orientation
 */
record View(String camera, String pos, String quatWxyz) {

  private static final String HIGH =
      "0.6380177736282349 0.3048497438430786 0.30484986305236816 0.6380177736282349";
  private static final String LOW =
      "0.6182166934013367 0.3432307541370392 0.3432314395904541 0.6182177066802979";

  private static final View GALLERY =
      new View(
          "galleryview",
          "2.844547668904445 2.1279684793440667 3.128616846013882",
          "0.42261379957199097 0.23374411463737488 0.41646939516067505 0.7702690958976746");

  /** The cameras of a problem, in the order in which they are set. */
  static List<View> of(Problem problem) {
    return switch (problem) {
      case TABLETOP ->
          List.of(
              agent("0.6586131746834771 0 1.6103500240372423", HIGH), front("1 0 1.48"), GALLERY);
      case KITCHEN ->
          List.of(
              agent("0.6586131746834771 0 1.6103500240372423", HIGH),
              front("1 0 1.48"),
              GALLERY,
              paper("2.1 0.535 2.075"));
      case LIVING_ROOM ->
          List.of(
              agent("0.6065773716836134 0 0.96", LOW),
              front("1.5 0 0.9"),
              GALLERY,
              paper("2.1 0.735 1.875"));
      case STUDY ->
          List.of(
              agent("0.4586131746834771 0 1.6103500240372423", HIGH),
              front("1 0 1.48"),
              GALLERY,
              paper("2.1 0.535 2.075"));
      case FLOOR ->
          List.of(
              agent("0.8965773716836134 5.216182733499864e-07 0.65", LOW),
              front("1 0 0.65"),
              GALLERY);
    };
  }

  private static View agent(String pos, String quatWxyz) {
    return new View("agentview", pos, quatWxyz);
  }

  private static View front(String pos) {
    return new View("frontview", pos, "0.56 0.43 0.43 0.56");
  }

  private static View paper(String pos) {
    return new View("paperview", pos, "0.513 0.353 0.443 0.645");
  }

  /** Moves the camera, or adds it at the end of the world. */
  void setIn(Element world) {
    world
        .find("camera", camera)
        .orElseGet(() -> world.add(new Element("camera").set("name", camera)))
        .set("pos", pos)
        .set("quat", quatWxyz);
  }
}
