package org.workcell.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.workcell.evaluation.DemonstrationSplit;
import org.workcell.evaluation.Manifest;
import org.workcell.formats.libero.DemonstrationStarts;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskDefinition;
import picocli.CommandLine.Option;

/** The options that say from which states episodes start; absent ones are null. */
final class SplitArguments {

  private static final String TEST = "test";

  @Option(
      names = "--split",
      paramLabel = "test|demo",
      description =
          "Initial states of episodes: test (default), those of the benchmark or of the seeds;"
              + " demo, the first states of your demonstrations, repeated in order.")
  private String split;

  @Option(
      names = "--demonstrations",
      paramLabel = "DIR|FILE.hdf5",
      description =
          "Demonstrations for --split demo in LIBERO's layout: a file, the folder of a "
              + "suite, or a folder of such folders (default: where upstream keeps them beside "
              + "--assets).")
  private Path demonstrations;

  /**
   * The starts that demonstrations say; empty in split test.
   *
   * @param earlier the run to be resumed, or null
   * @param assets the asset pack in the user's words
   * @throws BadInputException if they are not there or do not fit
   */
  Optional<DemonstrationSplit> split(
      Manifest earlier, List<TaskDefinition> tasks, EnvironmentOptions options, String assets) {
    String chosen = split;
    if (chosen == null) {
      chosen = earlier == null || earlier.split() == null ? TEST : earlier.split().name();
    }
    if (!List.of(TEST, DemonstrationSplit.NAME).contains(chosen)) {
      throw new BadInputException(
          "--split '%s' does not exist; use test or demo".formatted(chosen));
    }
    if (chosen.equals(TEST)) {
      if (demonstrations != null) {
        throw new BadInputException("--demonstrations are for --split demo; give both or neither");
      }
      return Optional.empty();
    }
    return Optional.of(DemonstrationStarts.read(place(earlier, assets), tasks, options));
  }

  private Path place(Manifest earlier, String assets) {
    if (demonstrations != null) {
      return demonstrations;
    }
    if (earlier != null && earlier.demonstrations() != null) {
      return Path.of(earlier.demonstrations());
    }
    return DemonstrationStarts.besideAssets(
        Arrays.stream(assets.split(File.pathSeparator))
            .filter(each -> !each.equals("builtin") && !each.equals("pip"))
            .map(Path::of)
            .toList());
  }
}
