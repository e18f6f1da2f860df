package org.workcell.tasks.metaworld;

import org.workcell.sim.scene.SceneFiles;

/**
 * The fixed facts of one task. Positions are world coordinates in metres.
 *
 * @param name name with version, for example {@code reach-v3}
 * @param instruction the task in words
 * @param scene where its scene lies
 * @param handStart where the motion-capture target leads the hand at a reset
 * @param handLimits where the motion-capture target may be
 * @param contexts what the random vector of the task is drawn from
 * @param goals bounds of a visible goal in the observation
 * @param successRule the success rule in words
 */
record TaskSheet(
    String name,
    String instruction,
    SceneFiles scene,
    double[] handStart,
    Box handLimits,
    Box contexts,
    Box goals,
    String successRule) {

  private static final String BUILTIN_ROOT = "org/workcell/assets/metaworld";

  /** A scene by its file names within the builtin and the upstream assets. */
  static SceneFiles scene(String builtinFile, String upstreamFile) {
    return new SceneFiles(BUILTIN_ROOT, "scenes/" + builtinFile, "sawyer_xyz/" + upstreamFile);
  }
}
