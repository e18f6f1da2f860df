package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.evaluation.demonstrations.DemonstrationCheck;
import org.workcell.sim.task.TaskRegistry;

/** Whether recorded demonstrations are what they claim to be. */
final class DemonstrationVerdict {

  private DemonstrationVerdict() {}

  /** Rebuilds all episodes of a folder and says which differ; returns the exit status. */
  static int print(Path folder, TaskRegistry tasks, PrintWriter out, PrintWriter err) {
    Demonstrations demonstrations = Demonstrations.open(folder);
    List<DemonstrationLine> kept = demonstrations.kept();
    List<String> complaints = new ArrayList<>();
    try (DemonstrationCheck check = new DemonstrationCheck(demonstrations, tasks);
        Progress progress = Progress.ofReplays(err, "verified", Math.max(1, kept.size()))) {
      for (DemonstrationLine line : kept) {
        List<String> differences = check.differences(line);
        if (!differences.isEmpty()) {
          complaints.add(
              "workcell: %s is not the recorded episode when it is rebuilt: %s"
                  .formatted(line.file().path(), String.join("; ", differences)));
        }
        progress.add(line.result());
      }
    }
    complaints.forEach(err::println);
    err.flush();
    out.println(
        "%d of %d episodes are rebuilt to the bit%s"
            .formatted(
                kept.size() - complaints.size(),
                kept.size(),
                demonstrations.isComplete() ? "" : "; the recording is not complete"));
    out.flush();
    return complaints.isEmpty() ? ExitStatus.OK : ExitStatus.TARGET_MISSED;
  }
}
