package org.workcell.sim.scene;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the parts of one composed scene out of a pack and keeps account of them: what the engine
 * needs in memory, and the checksum of every file. Serves one composition, in one thread.
 */
public final class PartReader {

  private final AssetPack assets;
  private final Map<PartRoot, PartFolder> folders = new HashMap<>();
  private final Map<String, byte[]> memory = new TreeMap<>();
  private final Map<String, byte[]> checksums = new TreeMap<>();

  /** A reader for one scene. */
  public PartReader(AssetPack assets) {
    this.assets = assets;
  }

  /** The pack that parts are read from. */
  public AssetPack assets() {
    return assets;
  }

  /**
   * Content of a part.
   *
   * @param path below the root, with slashes
   * @throws org.workcell.sim.physics.ModelException if there is no such folder or file
   */
  public byte[] read(PartRoot root, String path) {
    PartFolder folder = folder(root);
    byte[] content = folder.read(path);
    account(root, folder, path);
    return content;
  }

  /**
   * The name by which the composed MJCF refers to a mesh or image of a part.
   *
   * @param part the file that names it, below the root
   * @param file as that part writes it: relative to the part's own folder, or absolute
   * @throws org.workcell.sim.physics.ModelException if there is no such file
   */
  public String refer(PartRoot root, String part, String file) {
    PartFolder folder = folder(root);
    String path = Path.of(part).resolveSibling(file).normalize().toString().replace('\\', '/');
    account(root, folder, path);
    return folder.refer(path, memory);
  }

  private PartFolder folder(PartRoot root) {
    return folders.computeIfAbsent(root, assets::folder);
  }

  private void account(PartRoot root, PartFolder folder, String path) {
    checksums.computeIfAbsent(
        root.label() + "/" + path, name -> folder.sha256(path).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The scene, once all parts are read.
   *
   * @param name of the scene, for messages
   * @param mjcf the composed model
   */
  public SceneContent content(String name, byte[] mjcf) {
    Map<String, byte[]> files = new HashMap<>(memory);
    files.put(name, mjcf);
    return new SceneContent(name, files, Checksums.sha256(checksums));
  }
}
