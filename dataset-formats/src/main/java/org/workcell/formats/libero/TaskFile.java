package org.workcell.formats.libero;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.records.Json;
import org.workcell.formats.Images;
import org.workcell.formats.SetEpisode;
import org.workcell.formats.hdf5.Hdf5File;
import org.workcell.formats.hdf5.Hdf5Group;
import org.workcell.formats.hdf5.Hdf5Rows;
import org.workcell.sim.numpy.NpyArray;

/** The file of one task. */
final class TaskFile implements AutoCloseable {

  private static final int ROBOSUITE = 1;
  private static final int GYMNASIUM = 2;
  private static final String LIBERO = "libero/";

  private final LiberoOptions options;
  private final Hdf5File file;
  private final Hdf5Group data;
  private int demos;
  private long total;

  TaskFile(Path path, SetEpisode first, LiberoOptions options) throws IOException {
    this.options = options;
    this.file = new Hdf5File(path);
    this.data = file.root().group(Names.DATA);
    describe(first);
  }

  /** Where the file of a task lies: {@code libero_goal/NAME_demo.hdf5}. */
  static String path(String task) {
    boolean libero = task.startsWith(LIBERO);
    int name = task.lastIndexOf('/');
    String suite = task.substring(0, name).replace('/', '_');
    return "%s/%s_demo.hdf5".formatted(suite, libero ? bddlName(task) : task.substring(name + 1));
  }

  private static String bddlName(String task) {
    return task.substring(task.lastIndexOf('/') + 1).replaceFirst("-v\\d+$", "");
  }

  private void describe(SetEpisode first) throws IOException {
    String task = first.identity().task();
    boolean libero = task.startsWith(LIBERO);
    String bddl = libero ? path(task).replace("_demo.hdf5", ".bddl") : task;
    String name = libero ? bddlName(task) : task;
    ObjectNode problem = Json.mapper().createObjectNode();
    problem.put("problem_name", name);
    problem.put("domain_name", libero ? "robosuite" : "workcell");
    problem.put("language_instruction", first.identity().instruction());
    ObjectNode environment = Json.mapper().createObjectNode();
    environment.put("type", libero ? ROBOSUITE : GYMNASIUM);
    environment.put("env_name", task);
    environment.put("problem_name", name);
    environment.put("bddl_file", bddl);
    environment.putObject("env_kwargs");
    data.attribute("env_name", task);
    data.attribute("problem_info", problem.toString());
    data.attribute("env_args", environment.toString());
    data.attribute("bddl_file_name", bddl);
    data.attribute(
        Names.IMAGE_CONVENTION, options.upright() ? Names.FIRST_ROW_FIRST : Names.LAST_ROW_FIRST);
    data.attribute("tag", "workcell-v1");
    data.attribute(Names.TASK, task);
    data.attribute(Names.SKEW, options.skew() ? 1 : 0);
    data.attribute(
        Names.CONTROL_PERIOD,
        NpyArray.ofDoubles(new double[] {first.identity().controlPeriodSeconds()}));
  }

  void add(SetEpisode episode) throws IOException {
    SetEpisode.Simulation simulation = episode.simulation().orElseThrow();
    Hdf5Group demo = data.group(Names.DEMO + demos);
    int count = episode.count();
    demo.attribute("num_samples", count);
    demo.attribute(Names.MODEL, simulation.modelXml());
    demo.attribute("init_state", NpyArray.ofDoubles(simulation.states().row(0)));
    demo.attribute("language_instruction", episode.identity().instruction());
    demo.attribute(Names.START, StartText.write(simulation.start()));
    SetEpisode.Steps steps = episode.steps();
    demo.array(Names.ACTIONS, asFloat64(steps.action()));
    if (steps.executedAction().isPresent()) {
      demo.array("executed_actions", asFloat64(steps.executedAction().get()));
    }
    demo.array(Names.STATES, simulation.states());
    demo.array(Names.REWARDS, lastOnly(count, succeeded(steps)));
    demo.array(Names.DONES, lastOnly(count, true));
    demo.array(Names.TASK_REWARDS, steps.reward());
    demo.array(Names.SUCCESSES, steps.success());
    observation(demo, episode);
    demos++;
    total += count;
  }

  private static boolean succeeded(SetEpisode.Steps steps) {
    for (int step = 0; step < steps.count(); step++) {
      if (steps.success().number(step) != 0) {
        return true;
      }
    }
    return false;
  }

  private static NpyArray asFloat64(NpyArray array) {
    NpyArray widened = NpyArray.ofDoubles(array.toDoubles());
    return NpyArray.of("<f8", array.shape(), widened.toBytes());
  }

  /** 1 in the last row, if at all. */
  private static NpyArray lastOnly(int count, boolean one) {
    byte[] bytes = new byte[count];
    bytes[count - 1] = (byte) (one ? 1 : 0);
    return NpyArray.ofBytes(bytes);
  }

  private void observation(Hdf5Group demo, SetEpisode episode) throws IOException {
    RobotState robot = new RobotState(episode.observation());
    Hdf5Group group = demo.group(Names.OBSERVATION);
    for (Images each : episode.images()) {
      images(group, each, episode.count());
    }
    for (Map.Entry<String, NpyArray> each : robot.observation().entrySet()) {
      group.array(each.getKey(), each.getValue());
    }
    NpyArray robotStates = robot.robotStates().orElse(null);
    for (Map.Entry<String, NpyArray> each : episode.observation().entrySet()) {
      if (each.getKey().equals(Names.ROBOT_STATES)) {
        robotStates = each.getValue();
      } else if (!RobotState.isRenamed(each.getKey())) {
        group.array(each.getKey(), each.getValue());
      }
    }
    if (robotStates != null) {
      demo.array(Names.ROBOT_STATES, robotStates);
    }
  }

  private void images(Hdf5Group group, Images images, int count) throws IOException {
    List<Integer> shape = List.of(count, images.heightPixels(), images.widthPixels(), 3);
    Hdf5Rows rows = group.rows(Names.images(images.camera()), "|u1", shape);
    for (int step = 0; step < count; step++) {
      byte[] rgb = images.frames().rgb(step);
      rows.write(options.upright() ? rgb : Images.flipped(rgb, images.heightPixels()));
    }
    rows.close();
  }

  void finish() throws IOException {
    data.attribute("num_demos", demos);
    data.attribute("total", total);
    file.finish();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
