package org.workcell.formats.libero;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.RecordedStates;

/** Who knows which task a file of demonstrations is about. */
final class RecordedTasks {

  private RecordedTasks() {}

  /** All that know some: ours, then those of the suites. */
  static List<RecordedStates> all() {
    List<RecordedStates> all = new ArrayList<>(List.of(new OwnStates()));
    ServiceLoader.load(RecordedStates.class).forEach(all::add);
    return all;
  }

  /**
   * The first that knows the task of a file.
   *
   * @throws BadInputException if nobody does
   */
  static RecordedStates of(LiberoFile file) {
    return all().stream()
        .filter(each -> each.task(file.attributes()).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "no suite here knows the task of '%s' (bddl_file_name %s); its states cannot be shown"
                        .formatted(file.path(), file.attributes().get("bddl_file_name"))));
  }
}
