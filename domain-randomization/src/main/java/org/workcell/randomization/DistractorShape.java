package org.workcell.randomization;

/**
 * A thing that stands around: shape, height of its centre above the table, colour.
 *
 * @param mjcf type, size and colour of its geom
 * @param centre height of its centre above the table, metres
 */
record DistractorShape(String mjcf, double centre) {

  private static final DistractorShape[] SHAPES = {
    new DistractorShape("type=\"box\" size=\"0.03 0.02 0.025\" rgba=\"0.85 0.65 0.10 1\"", 0.025),
    new DistractorShape("type=\"cylinder\" size=\"0.025 0.05\" rgba=\"0.10 0.45 0.75 1\"", 0.05),
    new DistractorShape("type=\"sphere\" size=\"0.03\" rgba=\"0.80 0.25 0.20 1\"", 0.03),
    new DistractorShape("type=\"capsule\" size=\"0.02 0.03\" rgba=\"0.30 0.60 0.30 1\"", 0.05),
    new DistractorShape(
        "type=\"ellipsoid\" size=\"0.04 0.025 0.02\" rgba=\"0.55 0.35 0.65 1\"", 0.02),
    new DistractorShape("type=\"box\" size=\"0.02 0.02 0.06\" rgba=\"0.90 0.90 0.85 1\"", 0.06),
    new DistractorShape("type=\"cylinder\" size=\"0.045 0.012\" rgba=\"0.25 0.25 0.28 1\"", 0.012),
    new DistractorShape("type=\"box\" size=\"0.05 0.035 0.01\" rgba=\"0.15 0.55 0.55 1\"", 0.01)
  };

  /** How many different ones there are; further ones repeat them. */
  static final int KINDS = SHAPES.length;

  static DistractorShape of(int index) {
    return SHAPES[index % KINDS];
  }
}
