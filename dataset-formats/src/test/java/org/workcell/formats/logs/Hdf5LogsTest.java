package org.workcell.formats.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.logs.LogFormat;
import org.workcell.datasets.logs.RawLog;
import org.workcell.formats.hdf5.Hdf5Input;
import org.workcell.sim.files.BadInputException;

/** Files that h5py has written; see {@code src/test/python/make_fixtures.py}. */
class Hdf5LogsTest {

  private static final int STEPS = 7;
  private static final RobomimicFormat ROBOMIMIC = new RobomimicFormat();
  private static final DroidFormat DROID = new DroidFormat();

  @TempDir Path folder;

  private static Path fixture(String name) {
    try {
      return Path.of(Hdf5Input.class.getResource(name + ".hdf5").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyFileIsOfOneFormat() throws IOException {
    List<String> names =
        ServiceLoader.load(LogFormat.class).stream().map(each -> each.get().name()).toList();
    assertTrue(names.containsAll(List.of("lerobot", "mcap", "robomimic", "droid")), names + "");
    assertTrue(ROBOMIMIC.recognises(fixture("robomimic")));
    assertFalse(DROID.recognises(fixture("robomimic")));
    assertTrue(DROID.recognises(fixture("droid")));
    assertFalse(ROBOMIMIC.recognises(fixture("droid")));
    assertFalse(ROBOMIMIC.recognises(fixture("no_demos")));
    assertFalse(ROBOMIMIC.recognises(Files.writeString(folder.resolve("a.hdf5"), "no")));
  }

  @Test
  void demonstrationsAreLogsInTheOrderOfTheirNumbers() {
    List<RawLog> logs = ROBOMIMIC.read(fixture("robomimic"));
    assertEquals(List.of("demo_2", "demo_10"), logs.stream().map(RawLog::name).toList());
    for (int i = 0; i < 2; i++) {
      RawLog log = logs.get(i);
      int number = i == 0 ? 2 : 10;
      assertEquals(STEPS, log.rows());
      for (int row = 0; row < STEPS; row++) {
        for (int k = 0; k < 7; k++) {
          double value = row * 7 + k + number;
          assertEquals(value, log.columns().get("actions[%d]".formatted(k))[row]);
          assertEquals(value, log.columns().get("states[%d]".formatted(k + 1))[row]);
          assertEquals(value, log.columns().get("obs/robot0_joint_pos[%d]".formatted(k))[row]);
        }
        assertEquals(row / 20.0, log.columns().get("states[0]")[row]);
        assertEquals(row == STEPS - 1 ? 1 : 0, log.columns().get("dones")[row]);
      }
      assertEquals("<mujoco/>", log.texts().get("model_file"));
      assertEquals(20, log.constants().get("control_freq"));
      assertEquals(STEPS, log.constants().get("num_samples"));
      assertEquals("[\"x\",\"y\",\"z\",\"w\"]", log.texts().get("obs/robot0_eef_quat.names"));
      assertTrue(log.texts().get("env_args").contains("Lift"));
      assertTrue(log.texts().get("clock").startsWith("simulated"));
      assertTrue(log.texts().get("not_read").contains("obs/agentview_image: shape [7, 2, 2, 3]"));
      assertTrue(log.texts().get("not_read").contains("next_obs: obs of one row later"));
    }
  }

  @Test
  void filesOfLiberoAreReadToo() {
    List<RawLog> logs = ROBOMIMIC.read(fixture("sound"));
    assertEquals(List.of("demo_2", "demo_10"), logs.stream().map(RawLog::name).toList());
    assertEquals(10 + 7 + 6, logs.get(1).columns().get("obs/joint_states[6]")[1]);
    assertTrue(logs.get(0).texts().get("bddl_file_name").endsWith(".bddl"));
    assertTrue(logs.get(0).texts().get("problem_info").contains("put the bowl"));
  }

  @Test
  void trajectoriesOfDroidAreRead() {
    RawLog log = DROID.read(fixture("droid")).get(0);
    assertEquals("droid", log.name());
    assertEquals(STEPS, log.rows());
    for (int row = 0; row < STEPS; row++) {
      assertEquals(
          row * 7 + 6, log.columns().get("observation/robot_state/joint_positions[6]")[row]);
      assertEquals(row * 7 + 6.5, log.columns().get("action/joint_position[6]")[row]);
      assertEquals(
          row * 0.07, log.columns().get("observation/robot_state/gripper_position")[row], 1e-12);
      assertEquals(
          1_688_000_000_000L + 66 * row,
          log.columns().get("observation/timestamp/control/step_start")[row]);
    }
    assertTrue(log.columns().containsKey("action/robot_state/joint_positions[0]"));
    assertEquals("lab", log.texts().get("building"));
    assertTrue(log.texts().get("clock").startsWith("measured"));
    String notRead = log.texts().get("not_read");
    assertTrue(notRead.contains("observation/robot_state/seen: elements that are not read"));
    assertTrue(notRead.contains("observation/camera_type"), notRead);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing_rows | has 6 rows, and 'data/demo_0/actions' has 7",
        "no_demos | has no data/demo_0",
        "cycle | lie more than 6 deep in each other",
        "external_link | is a link to elsewhere",
        "soft_link | is a link to elsewhere",
        "huge_chunked | claims a dimension of 1099511627776",
        "huge_contiguous | claims 58720256 bytes",
        "virtual | is not a sound HDF5 file"
      })
  void hostileFilesAreRefusedForTheirReason(String name, String reason) {
    BadInputException refused =
        assertThrows(BadInputException.class, () -> ROBOMIMIC.read(fixture(name)));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  @Test
  void filesThatWereCutOffAreRecognisedAndRefused() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("robomimic"));
    for (int length : new int[] {20, 1000, whole.length / 2}) {
      Path path = Files.write(folder.resolve("cut.hdf5"), java.util.Arrays.copyOf(whole, length));
      assertTrue(ROBOMIMIC.recognises(path));
      assertThrows(BadInputException.class, () -> ROBOMIMIC.read(path));
    }
  }
}
