package org.workcell.sim.scene;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A piece of a scene: an MJCF file whose world holds exactly one body, and the files it refers to.
 *
 * @param mainFile key of the MJCF file in {@code files}
 * @param files contents by path
 */
public record Fragment(String mainFile, Map<String, byte[]> files) {

  /** Takes a defensive copy. */
  public Fragment {
    files = Map.copyOf(files);
  }

  /** A fragment that refers to no other file. */
  public static Fragment ofXml(String name, String xml) {
    return new Fragment(name, Map.of(name, xml.getBytes(StandardCharsets.UTF_8)));
  }
}
