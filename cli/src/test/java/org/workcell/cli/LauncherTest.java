package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the class path, and what a scripted bench loads of it. */
class LauncherTest {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("basedir", "."), "..", "workcell").toAbsolutePath().normalize();

  @TempDir Path folder;

  private String run(ProcessBuilder process) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process running =
        process
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(running.waitFor(2, TimeUnit.MINUTES));
    String text = Files.readString(output);
    assertEquals(0, running.exitValue(), text);
    return text;
  }

  private String commandOf(String arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("bash", LAUNCHER.toString()));
    words.addAll(List.of(arguments.split(" ")));
    ProcessBuilder process = new ProcessBuilder(words);
    process.environment().put("WORKCELL_DRY_RUN", "yes");
    return run(process);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench metaworld/reach-v3 --policy expert --episodes 1",
        "bench metaworld --policy=random",
        "bench --resume scripted",
        "bench metaworld/reach-v3 --policy absent.pt",
        "list",
        "jmh EnvironmentStep",
      })
  void commandsWithoutANetworkDoWithoutLibtorch(String arguments) throws Exception {
    Path run = Files.createDirectory(folder.resolve("scripted"));
    Files.writeString(run.resolve("manifest.json"), "{\n  \"policy\" : \"expert\"\n}\n");
    String command = commandOf(arguments);
    assertTrue(command.contains("cli/target/lib/"), command);
    assertFalse(command.contains("libtorch"), command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench metaworld/reach-v3 --policy reach.pt",
        "bench metaworld/reach-v3 --policy=reach.pt --episodes 1",
        "bench --resume network",
        "bench --resume=network",
      })
  void commandsWithANetworkGetLibtorch(String arguments) throws Exception {
    Files.writeString(folder.resolve("reach.pt"), "");
    Path run = Files.createDirectory(folder.resolve("network"));
    Files.writeString(run.resolve("manifest.json"), "{\n  \"policy\" : \"a/reach.pt\"\n}\n");
    String command = commandOf(arguments);
    assertTrue(command.contains("cli/target/libtorch/"), command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench metaworld/reach-v3",
        "bench metaworld/reach-v3 --video none",
        "bench --resume plain",
        "replay plain",
        "render metaworld/reach-v3 --out a.png",
        "list",
      })
  void commandsWithoutVideosDoWithoutFfmpeg(String arguments) throws Exception {
    manifest("plain", "video", "none");
    String command = commandOf(arguments);
    assertFalse(command.contains("ffmpeg"), command);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench metaworld/reach-v3 --video failures",
        "bench metaworld/reach-v3 --video=all",
        "bench --resume filmed",
        "bench --resume=filmed",
        "replay filmed --out a.mp4",
        "replay filmed --out=a.mp4",
      })
  void commandsWithVideosGetFfmpeg(String arguments) throws Exception {
    manifest("filmed", "video", "failures");
    String command = commandOf(arguments);
    assertTrue(command.contains("cli/target/ffmpeg/"), command);
    assertFalse(command.contains("libtorch"), command);
  }

  private void manifest(String run, String key, String value) throws IOException {
    Path made = Files.createDirectories(folder.resolve(run));
    Files.writeString(
        made.resolve("manifest.json"), "{\n  \"%s\" : \"%s\"\n}\n".formatted(key, value));
  }

  @Test
  void aScriptedBenchLoadsNothingOfDjlOrFfmpeg() throws Exception {
    Path log = folder.resolve("classes");
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(
                entry ->
                    !entry.contains("pytorch-native")
                        && !entry.contains("pytorch-jni")
                        && !entry.contains("ffmpeg"))
            .collect(Collectors.joining(File.pathSeparator));
    assertTrue(classPath.contains("pytorch-engine"), "DJL itself is always there");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    run(
        new ProcessBuilder(
            java,
            "-Xlog:class+load:file=" + log,
            "-cp",
            classPath,
            Workcell.class.getName(),
            "bench",
            "metaworld/reach-v3",
            "--policy=expert",
            "--episodes=1",
            "--horizon=5"));
    String loaded = Files.readString(log);
    assertTrue(loaded.contains("org.workcell.sim.policy.ExpertPolicy"));
    List<String> strangers =
        loaded
            .lines()
            .filter(
                line ->
                    line.contains(" ai.djl.")
                        || line.contains("slf4j")
                        || line.contains("org.bytedeco.ffmpeg"))
            .toList();
    assertEquals(List.of(), strangers);
  }

  /** JavaCPP takes a library of the same size and time for the one that it has unpacked already. */
  @Test
  void theBindingInItsJarKeepsTheTimeOfItsBuild() throws Exception {
    Path module = LAUNCHER.resolveSibling("mujoco-native/target");
    Path jar;
    try (Stream<Path> files = Files.list(module)) {
      jar = files.filter(file -> file.toString().endsWith(".jar")).findFirst().orElse(null);
    }
    Assumptions.assumeTrue(jar != null, "skipped: the binding has not been packaged yet");
    String library = "org/workcell/mujoco/linux-x86_64/libjniMuJoCo.so";
    FileTime built = Files.getLastModifiedTime(module.resolve("classes").resolve(library));
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      long apart = built.toMillis() - zip.getEntry(library).getTime();
      // Zip files count in steps of two seconds.
      assertTrue(Math.abs(apart) <= 2000, "apart by " + apart + " ms");
    }
  }
}
