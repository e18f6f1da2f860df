package org.workcell.tasks.parity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.scene.AssetPack;

/** How one suite repeats its recordings. Found through {@link java.util.ServiceLoader}. */
public interface SuiteParity {

  /** Name of the suite. */
  String suite();

  /**
   * Kinds of recordings that there can be, as they stand in names of files, {@code
   * <task>.<kind>.npz}; those that a folder lacks are reported. None where all files are of one.
   */
  default List<String> kinds() {
    return List.of();
  }

  /** The folder beside the recordings that holds recorded images, {@code *.json} and others. */
  default Optional<String> imageFolder() {
    return Optional.empty();
  }

  /**
   * Draws what recorded images show, and compares.
   *
   * @param description a {@code *.json} of {@link #imageFolder}
   * @throws IllegalArgumentException if that cannot be drawn
   */
  default void draw(Path description, AssetPack assets, Differences differences)
      throws IOException {
    throw new IllegalArgumentException(
        "describes images, which suite '%s' has no rule for".formatted(suite()));
  }

  /** Limits on shares of all comparisons; none where every comparison has its own. */
  default List<ShareLimit> limits() {
    return List.of();
  }

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
