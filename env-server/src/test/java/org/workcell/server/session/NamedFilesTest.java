package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.server.session.SessionFixture.TASKS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.vector.PoolOptions;

/** Which files of the server's machine clients may name. */
class NamedFilesTest {

  private static final TaskDefinition REACH = TASKS.task("arm/reach-v1").orElseThrow();

  @TempDir private Path temporary;

  private Path folder;
  private Path robot;

  @BeforeEach
  void writeFiles() throws IOException {
    folder = Files.createDirectories(temporary.toRealPath().resolve("robots"));
    robot = Files.writeString(folder.resolve("arm.xml"), "<mujoco/>");
    Files.writeString(folder.resolveSibling("secret.xml"), "<mujoco/>");
    Files.createSymbolicLink(folder.resolve("link.xml"), folder.resolveSibling("secret.xml"));
    Files.createSymbolicLink(folder.resolve("inside.xml"), robot);
  }

  private static String admitted(List<Path> folders, String value) {
    EnvironmentOptions options = EnvironmentOptions.defaults().withSettings(Map.of("robot", value));
    return new NamedFiles(folders).admit(REACH, options).settings().get("robot");
  }

  @Test
  void filesOfTheFoldersAreFoundAndNamedValuesStay() throws IOException {
    Path empty = Files.createDirectories(temporary.resolve("empty"));
    List<Path> folders = List.of(empty, folder);
    assertEquals(robot.toString(), admitted(folders, "arm.xml"));
    assertEquals(robot.toString(), admitted(folders, "../robots/./arm.xml"));
    assertEquals(robot.toString(), admitted(folders, robot.toString()));
    assertEquals(robot.toString(), admitted(folders, "inside.xml"));
    assertEquals("builtin:desktop", admitted(List.of(), "builtin:desktop"));
  }

  @Test
  void foldersWhereTheSettingIsForFolders() throws IOException {
    TaskDefinition pick = TASKS.task("rlbench/lamp-pick-v1").orElseThrow();
    Path meshes = Files.createDirectories(folder.resolve("meshes"));
    NamedFiles files = new NamedFiles(List.of(folder));
    EnvironmentOptions options = EnvironmentOptions.defaults();
    assertEquals(
        meshes.toString(),
        files
            .admit(pick, options.withSettings(Map.of("objects", "meshes")))
            .settings()
            .get("objects"));
    for (String value : List.of("arm.xml", "..", "none")) {
      EnvironmentOptions other = options.withSettings(Map.of("objects", value));
      assertThrows(CallException.class, () -> files.admit(pick, other), value);
    }
    assertThrows(CallException.class, () -> admitted(List.of(folder), "meshes"));
  }

  @Test
  void settingsThatNameNoFileStay() {
    Map<String, String> settings = Map.of("control", "absolute", "no_such_setting", "arm.xml");
    EnvironmentOptions options = EnvironmentOptions.defaults().withSettings(settings);
    assertEquals(settings, new NamedFiles(List.of()).admit(REACH, options).settings());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none.xml", "../secret.xml", "link.xml", "/etc/passwd", "", "a\0b", "builtin:x"})
  void everythingElseIsRefused(String value) {
    CallException refused =
        assertThrows(CallException.class, () -> admitted(List.of(folder), value));
    assertEquals(ErrorCode.NOT_FOUND, refused.code());
    assertTrue(refused.getMessage().contains("--files DIR"), refused.getMessage());
    assertThrows(CallException.class, () -> admitted(List.of(), robot.toString()));
  }

  @Test
  void aSessionRefusesTheFilesOfAServerWithoutFolders() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("robot", robot.toString());
    Map<String, Object> opening =
        Map.of("what", List.of("arm/reach-v1"), "num_envs", 1, "settings", settings);
    try (Host host = new Host(TASKS, HostOptions.defaults().withWorkers(PoolOptions.of(1)));
        TestClient client = TestClient.greeted(host)) {
      client.refused("not_found", "--files DIR", "open", opening);
    }
    HostOptions allowing =
        HostOptions.defaults().withWorkers(PoolOptions.of(1)).withFiles(List.of(folder));
    try (Host host = new Host(TASKS, allowing);
        TestClient client = TestClient.greeted(host)) {
      client.refused("invalid_argument", "--robot-map", "open", opening);
    }
  }
}
