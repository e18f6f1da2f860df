package org.workcell.randomization;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A thing that stands around: shape, height of its centre above the table, colour.
 *
 * @param mjcf attributes of its geom
 * @param centre height of its centre above the table, metres
 */
record DistractorShape(String mjcf, double centre) {

  private static final String[] COLORS = {
    "0.85 0.65 0.10 1",
    "0.10 0.45 0.75 1",
    "0.80 0.25 0.20 1",
    "0.30 0.60 0.30 1",
    "0.55 0.35 0.65 1",
    "0.90 0.90 0.85 1",
    "0.25 0.25 0.28 1",
    "0.15 0.55 0.55 1"
  };

  private static final DistractorShape[] PROCEDURAL = {
    new DistractorShape("type=\"box\" size=\"0.03 0.02 0.025\"", 0.025),
    new DistractorShape("type=\"cylinder\" size=\"0.025 0.05\"", 0.05),
    new DistractorShape("type=\"sphere\" size=\"0.03\"", 0.03),
    new DistractorShape("type=\"capsule\" size=\"0.02 0.03\"", 0.05),
    new DistractorShape("type=\"ellipsoid\" size=\"0.04 0.025 0.02\"", 0.02),
    new DistractorShape("type=\"box\" size=\"0.02 0.02 0.06\"", 0.06),
    new DistractorShape("type=\"cylinder\" size=\"0.045 0.012\"", 0.012),
    new DistractorShape("type=\"box\" size=\"0.05 0.035 0.01\"", 0.01)
  };

  /** Those that come with Workcell. */
  static List<DistractorShape> procedural() {
    return IntStream.range(0, PROCEDURAL.length).mapToObj(i -> PROCEDURAL[i].colored(i)).toList();
  }

  /** The same in a colour of the palette; numbers beyond it start anew. */
  DistractorShape colored(int number) {
    String color = COLORS[number % COLORS.length];
    return new DistractorShape("%s rgba=\"%s\"".formatted(mjcf, color), centre);
  }
}
