package org.workcell.datasets.demonstrations;

import java.util.regex.Pattern;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpzFile;

/** Names and versions of the files of demonstrations, and of the arrays in them. */
public final class DemonstrationFormat {

  /** Version of the files. */
  public static final int FORMAT = 1;

  /** What the manifest says it is the manifest of. */
  public static final String KIND = "demonstrations";

  /** What makes the demonstrations repeatable. */
  public static final String MANIFEST = "manifest.json";

  /** One sealed {@link DemonstrationLine} for each attempt. */
  public static final String INDEX = "index.jsonl";

  /** Counts and rates; written last, so a folder that has it is complete. */
  public static final String SUMMARY = "summary.json";

  /** The folder of the episodes, with a folder for each task. */
  public static final String EPISODES = "episodes";

  /** Starts the name of each observation block's array. */
  public static final String OBSERVATION_PREFIX = "obs_";

  /** Starts the name of each info column's array. */
  public static final String INFO_PREFIX = "info_";

  private static final Pattern TASK = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9._+-]+){1,2}");

  /** Room for the header of an array. */
  private static final int HEADER_BYTES = 1024;

  private DemonstrationFormat() {}

  /**
   * Where an episode lies in the folder of its demonstrations.
   *
   * @throws BadInputException if the task's id cannot be the name of a folder
   */
  public static String file(String task, int episode) {
    if (!TASK.matcher(task).matches() || task.contains("..")) {
      throw new BadInputException(
          "task '%s' cannot be the name of a folder; use letters, digits, '-', '_' and one or two '/'"
              .formatted(task));
    }
    return "%s/%s/%06d.npz".formatted(EPISODES, task, episode);
  }

  /**
   * Checks that the longest episode of a task fits a file.
   *
   * @param layout what is recorded in each step, images included
   * @throws IllegalArgumentException if it might not
   */
  public static void requireFits(String task, BatchLayout layout, int horizon) {
    long all = 0;
    for (BlockSpec block : layout.observation()) {
      all += requireFits(task, block, horizon);
    }
    for (BlockSpec block : layout.images()) {
      all += requireFits(task, block, horizon);
    }
    all += 2 * requireFits(task, layout.action(), horizon);
    all += (long) layout.infoColumns().size() * (horizon + 1L) * Double.BYTES;
    if (all > NpzFile.LARGEST_FILE_BYTES / 2) {
      throw tooLarge(task, "all arrays", all, NpzFile.LARGEST_FILE_BYTES / 2);
    }
  }

  private static long requireFits(String task, BlockSpec block, int horizon) {
    long bytes = (long) block.size() * block.type().bytes() * (horizon + 1L) + HEADER_BYTES;
    if (bytes > NpzFile.LARGEST_ARRAY_BYTES) {
      throw tooLarge(task, "block " + block.name(), bytes, NpzFile.LARGEST_ARRAY_BYTES);
    }
    return bytes;
  }

  private static IllegalArgumentException tooLarge(
      String task, String what, long bytes, long limit) {
    return new IllegalArgumentException(
        "%s of an episode of %s may take %d bytes, and a file takes %d; use a shorter --horizon,"
                .formatted(what, task, bytes, limit)
            + " smaller images or fewer cameras");
  }

  /** NumPy's name of an element type in a file. */
  static String npyType(DataType type) {
    return switch (type) {
      case FLOAT64 -> "<f8";
      case FLOAT32 -> "<f4";
      case INT64 -> "<i8";
      case INT32 -> "<i4";
      case UINT8 -> "|u1";
    };
  }
}
