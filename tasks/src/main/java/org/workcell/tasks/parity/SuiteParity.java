package org.workcell.tasks.parity;

import java.io.IOException;
import java.nio.file.Path;
import org.workcell.sim.scene.AssetPack;

/** How one suite repeats its recordings. Found through {@link java.util.ServiceLoader}. */
public interface SuiteParity {

  /** Name of the suite. */
  String suite();

  /**
   * Repeats everything in a file of trajectories, {@code *.npz}.
   *
   * @param assets upstream's own scenes
   * @param differences gets every comparison
   * @throws IllegalArgumentException if the file cannot be repeated: unreadable, of another engine,
   *     of an unknown task, or with a field that the suite does not know
   */
  void replay(Path file, AssetPack assets, Differences differences) throws IOException;

  /**
   * Repeats everything in a file of drawn initial states, {@code *.json}.
   *
   * @throws IllegalArgumentException if the file cannot be repeated
   */
  void redraw(Path file, Differences differences) throws IOException;
}
