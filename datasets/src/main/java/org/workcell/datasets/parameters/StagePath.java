package org.workcell.datasets.parameters;

/** A path {@code actuator:NAME/STAGE.PARAMETER}. */
record StagePath(String actuator, String stage, String parameter) {

  private static final String KIND = "actuator:";

  /** Whether a path is of this form. */
  static boolean isOne(String path) {
    return path.startsWith(KIND) && path.indexOf('.', path.lastIndexOf('/')) > 0;
  }

  static StagePath of(String path) {
    int slash = path.lastIndexOf('/');
    int dot = path.indexOf('.', slash);
    return new StagePath(
        path.substring(KIND.length(), slash),
        path.substring(slash + 1, dot),
        path.substring(dot + 1));
  }
}
