package org.workcell.formats.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.workcell.datasets.logs.LogFormat;
import org.workcell.datasets.logs.RawLog;
import org.workcell.datasets.records.Json;
import org.workcell.formats.hdf5.Hdf5Input;

/**
 * Reads files of demonstrations of robomimic, robosuite and LIBERO as robot logs, one for each
 * demonstration. Columns are arrays by their path in the demonstration: {@code actions[0]}, {@code
 * states[0]}, {@code obs/robot0_joint_pos[0]}.
 */
public final class RobomimicFormat implements LogFormat {

  private static final String DATA = "data";
  private static final String DEMO = "demo_";
  private static final String OBSERVATION = "obs";
  private static final String NEXT_OBSERVATION = "next_obs";
  private static final String ENVIRONMENT = "env_args";
  private static final String RATE = "control_freq";

  /** For {@link java.util.ServiceLoader}. */
  public RobomimicFormat() {}

  @Override
  public String name() {
    return "robomimic";
  }

  @Override
  public String description() {
    return "HDF5 file of robomimic, robosuite or LIBERO: a log for each demonstration";
  }

  @Override
  public boolean recognises(Path path) throws IOException {
    return Hdf5Columns.recognises(path, input -> !demos(input).isEmpty(), true);
  }

  /** By number: demo_2 comes before demo_10. */
  private static List<String> demos(Hdf5Input input) {
    return input.children(DATA).stream()
        .filter(name -> name.matches("demo_\\d{1,9}"))
        .sorted(Comparator.comparing(name -> new BigInteger(name.substring(DEMO.length()))))
        .toList();
  }

  @Override
  public List<RawLog> read(Path path) {
    try (Hdf5Input input = Hdf5Input.open(path)) {
      NumberBudget budget = new NumberBudget();
      List<RawLog> logs = new ArrayList<>();
      for (String demo : demos(input)) {
        logs.add(read(input, demo, budget));
      }
      if (logs.isEmpty()) {
        throw new org.workcell.sim.files.BadInputException(
            "'%s' has no data/demo_0, data/demo_1, ...; is it a file of robomimic or LIBERO?"
                .formatted(path));
      }
      return logs;
    }
  }

  private static RawLog read(Hdf5Input input, String demo, NumberBudget budget) {
    LogColumns log = new LogColumns(demo, input.path(), budget);
    Hdf5Columns columns = new Hdf5Columns(input, log);
    String group = DATA + "/" + demo;
    columns.addAttributes(DATA);
    columns.addAttributes(group);
    List<String> children = input.children(group);
    for (String name : children) {
      String full = group + "/" + name;
      if (input.hasArray(full)) {
        columns.addArray(full, name);
      } else if (name.equals(NEXT_OBSERVATION)) {
        log.leftOut(name, "obs of one row later");
      } else {
        columns.addGroup(full, name + "/");
      }
    }
    addRate(log);
    log.text(
        LogColumns.CLOCK,
        children.contains("states")
            ? "simulated: states[0] is the time of the simulation, s, where states are MuJoCo's"
            : "nominal: the file has no times; %s rows a second where %s says so"
                .formatted(RATE, ENVIRONMENT));
    if (children.contains(OBSERVATION)) {
      log.text(
          "alignment",
          "row t of states is before actions[t]; so is obs in files of robomimic, while LIBERO's"
              + " own files have obs after actions[t]");
    }
    return log.get();
  }

  /** In {@code env_args} of robomimic, {@code env_kwargs} of the same of LIBERO. */
  private static void addRate(LogColumns log) {
    String text = log.textOf(ENVIRONMENT);
    if (text == null) {
      return;
    }
    try {
      JsonNode rate = Json.mapper().readTree(text).path("env_kwargs").path(RATE);
      if (rate.isNumber() && rate.asDouble() > 0) {
        log.constant(RATE, rate.asDouble());
      }
    } catch (JsonProcessingException e) {
      log.leftOut(ENVIRONMENT + "." + RATE, "no sound JSON");
    }
  }
}
