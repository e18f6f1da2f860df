package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makes the launcher build again, and the build script of the example suite. */
class LauncherBuildTest {

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private String run(int status, Map<String, String> environment, Path script, String... arguments)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("bash", script.toString()));
    words.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(words).directory(folder.toFile());
    process.environment().remove("WORKCELL_HOME");
    process.environment().putAll(environment);
    Path output = folder.resolve("output");
    Process running = process.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertTrue(running.waitFor(1, TimeUnit.MINUTES));
    String text = Files.readString(output);
    assertEquals(status, running.exitValue(), text);
    return text;
  }

  /** The launcher in a checkout of one module, which only prints its fingerprint. */
  private Path checkout() throws IOException {
    Path root = Files.createDirectories(folder.resolve("checkout"));
    Files.createDirectories(root.resolve(".mvn"));
    Files.writeString(
        root.resolve("pom.xml"), "<modules>\n    <module>one</module>\n  </modules>\n");
    write(root.resolve("one/pom.xml"));
    write(root.resolve("one/src/main/java/One.java"));
    String launcher = Files.readString(ROOT.resolve("workcell"));
    return Files.writeString(
        root.resolve("workcell"),
        launcher.replaceFirst("\nmain \"\\$@\"\n$", "\njava_version=17\nfingerprint\n"));
  }

  private static void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }

  @Test
  void onlySourcesOfModulesMakeItBuildAgain() throws Exception {
    Path launcher = checkout();
    Path root = launcher.getParent();
    String before = run(0, Map.of(), launcher);
    write(root.resolve(".venv/lib/python3.11/site-packages/numpy/core/src/a.c"));
    write(root.resolve("mine/src/main/java/Mine.java"));
    write(root.resolve("mine/pom.xml"));
    assertEquals(before, run(0, Map.of(), launcher));
    write(root.resolve("one/src/main/java/Two.java"));
    assertNotEquals(before, run(0, Map.of(), launcher));
  }

  @Test
  void aCopyOfTheExampleSaysWhichCheckoutItNeeds() throws Exception {
    Path copy = Files.createDirectories(folder.resolve("reacher"));
    Path script = Files.copy(ROOT.resolve("examples/suite/build.sh"), copy.resolve("build.sh"));
    String text = run(2, Map.of(), script, "mine.jar");
    assertTrue(text.contains("WORKCELL_HOME") && text.lines().count() == 1, text);
  }

  @Test
  void aCopyOfTheExampleIsBuiltWhateverItsPackagesAre() throws Exception {
    Path copy = Files.createDirectories(folder.resolve("reacher"));
    Path script = Files.copy(ROOT.resolve("examples/suite/build.sh"), copy.resolve("build.sh"));
    Path source = copy.resolve("src/main/java/lab/arms/Reacher.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "package lab.arms; class Reacher {}");
    write(copy.resolve("src/main/resources/lab/arms/arm.xml"));
    Path checkout = Files.createDirectories(folder.resolve("checkout"));
    Files.createDirectories(checkout.resolve("cli/target/lib"));
    run(0, Map.of("WORKCELL_HOME", checkout.toString()), script, "mine.jar");
    try (ZipFile jar = new ZipFile(folder.resolve("mine.jar").toFile())) {
      assertTrue(jar.getEntry("lab/arms/Reacher.class") != null);
      assertTrue(jar.getEntry("lab/arms/arm.xml") != null);
    }
  }
}
