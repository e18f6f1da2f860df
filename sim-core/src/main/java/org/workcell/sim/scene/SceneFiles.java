package org.workcell.sim.scene;

/**
 * A scene that is one MJCF file, with the files that it includes and names, and where that file
 * lies in each kind of asset pack. The names inside the scene are the same in both, so one task
 * runs on either.
 *
 * @param builtinRoot resource folder of the suite's own assets, for example {@code
 *     org/workcell/assets/metaworld}
 * @param builtinFile main MJCF file below {@code builtinRoot}
 * @param upstreamFile main MJCF file below a user's asset folder
 */
public record SceneFiles(String builtinRoot, String builtinFile, String upstreamFile)
    implements SceneSource {

  @Override
  public SceneContent read(AssetPack assets) {
    return assets.read(this);
  }
}
