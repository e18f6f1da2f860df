package org.workcell.sim.scene;

import java.util.List;

/**
 * A folder of parts that scenes are composed of, and where it lies in each kind of asset pack.
 *
 * @param label whose parts they are, for messages and checksums, for example {@code robosuite}
 * @param builtinRoot resource folder of our own parts
 * @param marker a file below the folder of upstream's parts by which that folder is recognised
 * @param upstreamFolders where the folder may lie below what a user gives, likeliest first; an
 *     empty text is the given folder itself
 */
public record PartRoot(
    String label, String builtinRoot, String marker, List<String> upstreamFolders) {

  /** Takes a copy of the list. */
  public PartRoot {
    upstreamFolders = List.copyOf(upstreamFolders);
  }
}
