package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.files.CacheFolder;

/** What is on the class path, and what a scripted bench loads of it. */
class LauncherTest {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("basedir", "."), "..", "workcell").toAbsolutePath().normalize();

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  private String run(int status, ProcessBuilder process) throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    Process running =
        process
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(running.waitFor(2, TimeUnit.MINUTES));
    String text = Files.readString(output);
    assertEquals(status, running.exitValue(), text);
    return text;
  }

  private String commandOf(String arguments) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("bash", LAUNCHER.toString()));
    words.addAll(List.of(arguments.split(" ")));
    ProcessBuilder process = new ProcessBuilder(words);
    process.environment().put("WORKCELL_DRY_RUN", "yes");
    return run(0, process);
  }

  /**
   * Runs the program without libtorch, ffmpeg and Bullet, with a script in place of the launcher.
   */
  private String programWithoutLibraries(String fetchable, int status, String... arguments)
      throws IOException, InterruptedException {
    Path script = folder.resolve("launcher");
    Files.writeString(script, "#!/bin/sh\necho \"asked: $*\"\nexit 7\n");
    assertTrue(script.toFile().setExecutable(true));
    List<String> words =
        new ArrayList<>(
            List.of(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dworkcell.launcher="
                    + String.join(File.pathSeparator, "sh", "-e", script.toString()),
                "-Dworkcell.fetchable=" + fetchable,
                "-cp",
                classPathWithoutLibraries(),
                Workcell.class.getName()));
    words.addAll(List.of(arguments));
    return run(status, new ProcessBuilder(words));
  }

  private static String classPathWithoutLibraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                !entry.contains("pytorch-native")
                    && !entry.contains("pytorch-jni")
                    && !entry.contains("ffmpeg")
                    && !entry.contains("bytedeco/bullet"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void aCommandThatMissesALibraryAsksTheLauncherForItAndEndsWithItsStatus() throws Exception {
    Files.writeString(folder.resolve("reach.pt"), "");
    String[] network = {"bench", "metaworld/reach-v3", "--policy", "reach.pt", "--episodes", "1"};
    String asked = programWithoutLibraries("libtorch,ffmpeg", 7, network);
    assertEquals("asked: fetch libtorch " + String.join(" ", network) + "\n", asked);
    String refused = programWithoutLibraries("ffmpeg", 2, network);
    assertTrue(refused.contains("a network needs libtorch"), refused);
    assertEquals(1, refused.lines().count(), refused);
  }

  @Test
  void aMissingLibraryThatNothingFetchesIsNamedInOneLine() throws Exception {
    String out = folder.resolve("policy.pt").toString();
    String text =
        programWithoutLibraries(
            "", 3, "train", "ppo", "metaworld/reach-v3", "--updates=1", "--out", out);
    assertTrue(text.contains("libtorch, which is not on the class path"), text);
    assertTrue(text.lines().noneMatch(line -> line.startsWith("\tat ")), text);
  }

  @Test
  void anotherEngineIsFetchedBeforeAnythingRuns() throws Exception {
    String[] bench = {"bench", "arm/reach-v1", "--engine", "bullet", "--episodes", "1"};
    String asked = programWithoutLibraries("libtorch,bullet", 7, bench);
    assertEquals("asked: fetch bullet " + String.join(" ", bench) + "\n", asked);
    String refused = programWithoutLibraries("libtorch", 2, bench);
    assertTrue(refused.contains("the engine bullet needs Bullet"), refused);
    assertEquals(1, refused.lines().count(), refused);
  }

  @Test
  void whatIsRefusedOrOnlyExplainedFetchesNothing() throws Exception {
    String help = programWithoutLibraries("libtorch,ffmpeg,opengl", 0, "perf", "rollout", "--help");
    assertTrue(help.startsWith("Usage: workcell perf rollout"), help);
    String[] absent = {"bench", "metaworld/reach-v3", "--policy", "absent.pt"};
    String refused = programWithoutLibraries("libtorch,ffmpeg,opengl", 2, absent);
    assertTrue(refused.contains("absent.pt is not a file"), refused);
  }

  @Test
  void theLauncherNamesWhatItCanFetch() throws Exception {
    String command = commandOf("bench metaworld/reach-v3");
    assertTrue(command.contains("cli/target/lib/"), command);
    for (String library : List.of("libtorch", "ffmpeg", "bullet")) {
      boolean fetched = Files.exists(LAUNCHER.resolveSibling("cli/target/" + library));
      assertEquals(fetched, command.contains("cli/target/" + library + "/"), command);
      assertEquals(!fetched, command.matches("(?s).*fetchable=\\S*" + library + ".*"), command);
    }
  }

  /** Whatever the limits are, the launcher says what to raise, before it builds or starts Java. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ulimit -n 50",
        "ulimit -v 1000000",
        "export WORKCELL_JAVA_OPTS=-Xmx4m",
      })
  void smallLimitsAreRefusedInOneLine(String limit) throws Exception {
    Path output = folder.resolve("refusal");
    ProcessBuilder process =
        new ProcessBuilder("bash", "-c", limit + "; exec bash \"$0\" list", LAUNCHER.toString());
    process.environment().put("WORKCELL_DRY_RUN", "yes");
    Process running = process.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertTrue(running.waitFor(1, TimeUnit.MINUTES));
    String text = Files.readString(output);
    assertEquals(ExitStatus.ERROR, running.exitValue(), text);
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.startsWith("workcell: ") && text.contains("raise "), text);
  }

  @Test
  void withoutAHomeTheCacheLiesBelowTmpdirAndItSaysSoOnce() throws Exception {
    ProcessBuilder process = new ProcessBuilder("bash", LAUNCHER.toString(), "list");
    process.environment().keySet().removeAll(List.of("HOME", "XDG_CACHE_HOME", "WORKCELL_CACHE"));
    process.environment().put("TMPDIR", folder.toString());
    process.environment().put("WORKCELL_DRY_RUN", "yes");
    List<String> said = run(0, process).lines().filter(line -> line.contains("HOME")).toList();
    assertEquals(1, said.size(), said.toString());
    Path cache = Path.of(said.get(0).replaceFirst("HOME is not set: the cache is ", ""));
    assertEquals(CacheFolder.of(Map.of("TMPDIR", folder.toString())), cache);
    assertTrue(Files.isDirectory(cache));
  }

  @Test
  void aScriptedBenchLoadsNothingOfDjlFfmpegOrBullet() throws Exception {
    Path log = folder.resolve("classes");
    String classPath = classPathWithoutLibraries();
    assertTrue(classPath.contains("pytorch-engine"), "DJL itself is always there");
    run(
        0,
        new ProcessBuilder(
            JAVA,
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
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
                        || line.contains("org.bytedeco.ffmpeg")
                        || line.contains("org.bytedeco.bullet")
                        || line.contains(" org.workcell.bullet"))
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
