package org.workcell.formats.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.workcell.datasets.logs.LogFormat;
import org.workcell.datasets.logs.RawLog;
import org.workcell.formats.hdf5.Hdf5Input;
import org.workcell.sim.files.BadInputException;

/**
 * Reads a raw {@code trajectory.h5} of DROID as a robot log. Columns are arrays by their path:
 * {@code observation/robot_state/joint_positions[0]}, {@code action/joint_position[0]}.
 */
public final class DroidFormat implements LogFormat {

  private static final String ROBOT = "observation/robot_state";
  private static final String TIMES = "observation/timestamp";
  private static final List<String> GROUPS =
      List.of(ROBOT, "action", TIMES, "observation/controller_info");

  /** For {@link java.util.ServiceLoader}. */
  public DroidFormat() {}

  @Override
  public String name() {
    return "droid";
  }

  @Override
  public String description() {
    return "trajectory.h5 of DROID's raw data: states of the robot and actions";
  }

  @Override
  public boolean recognises(Path path) throws IOException {
    return Hdf5Columns.recognises(path, input -> !input.children(ROBOT).isEmpty(), false);
  }

  @Override
  public List<RawLog> read(Path path) {
    try (Hdf5Input input = Hdf5Input.open(path)) {
      String file = path.getFileName().toString();
      LogColumns log = new LogColumns(file.replaceFirst("\\.[^.]*$", ""), path, new NumberBudget());
      Hdf5Columns columns = new Hdf5Columns(input, log);
      columns.addAttributes("/");
      for (String group : GROUPS) {
        columns.addGroup(group, group + "/");
      }
      if (log.isEmpty()) {
        throw new BadInputException(
            "'%s' has no arrays in %s; is it a trajectory of DROID?".formatted(path, ROBOT));
      }
      log.text(
          LogColumns.CLOCK,
          input.children(TIMES).isEmpty()
              ? "nominal: the file has no times; DROID was recorded at about 15 rows a second"
              : "measured: columns of %s, in ms as a rule, robot_timestamp_seconds and _nanos apart"
                  .formatted(TIMES));
      input
          .children("observation")
          .forEach(
              name -> {
                if (GROUPS.stream().noneMatch(group -> group.equals("observation/" + name))) {
                  log.leftOut("observation/" + name, "neither state of the robot nor time");
                }
              });
      return List.of(log.get());
    }
  }
}
