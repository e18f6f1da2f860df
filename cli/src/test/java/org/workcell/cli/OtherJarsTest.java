package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.Json;

/**
 * A suite, a factor, a randomization, a filter and a policy, each in a jar of its own that is
 * compiled against public classes only, used by name from the command line of another process.
 */
class OtherJarsTest {

  private static final Path LAUNCHER =
      Path.of(System.getProperty("basedir", "."), "..", "workcell").toAbsolutePath().normalize();

  /**
   * One jar of another author.
   *
   * @param source name of its only class, whose source lies beside this test
   * @param service what the class provides
   * @param resources further files beside this test
   */
  private record OtherJar(String source, String service, List<String> resources) {}

  private static final List<OtherJar> JARS =
      List.of(
          new OtherJar("RailSuite", "org.workcell.sim.task.Suite", List.of("rail.xml")),
          new OtherJar("LoudWords", "org.workcell.randomization.FactorKind", List.of()),
          new OtherJar(
              "HeavyRandomization",
              "org.workcell.sim.environment.RandomizationProvider",
              List.of()),
          new OtherJar("MirrorFilter", "org.workcell.sim.control.CommandFilterProvider", List.of()),
          new OtherJar("FullSpeed", "org.workcell.evaluation.PolicyProvider", List.of()));

  @TempDir Path folder;

  private Path build(OtherJar jar) throws IOException {
    Path work = Files.createDirectories(folder.resolve(jar.source()));
    Path source = copy(jar.source() + ".java", work);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String classPath = System.getProperty("java.class.path");
    int status =
        compiler.run(
            null, null, null, "-proc:none", "-cp", classPath, "-d", work + "", source + "");
    assertEquals(0, status, jar.source());
    Files.delete(source);
    for (String resource : jar.resources()) {
      copy(resource, Files.createDirectories(work.resolve("other")));
    }
    Path services = Files.createDirectories(work.resolve("META-INF/services"));
    Files.writeString(services.resolve(jar.service()), "other." + jar.source() + "\n");
    Path file = folder.resolve(jar.source() + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file));
        Stream<Path> files = Files.walk(work)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(work.relativize(each).toString()));
        Files.copy(each, out);
        out.closeEntry();
      }
    }
    return file;
  }

  private static Path copy(String name, Path target) throws IOException {
    try (InputStream in = OtherJarsTest.class.getResourceAsStream("jars/" + name)) {
      Path file = target.resolve(name);
      Files.copy(in, file);
      return file;
    }
  }

  private String run(int status, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    process.environment().putAll(environment);
    Process running = process.start();
    assertTrue(running.waitFor(2, TimeUnit.MINUTES));
    String text = Files.readString(output);
    assertEquals(status, running.exitValue(), text);
    return text;
  }

  /** Runs command lines in another process, whose start takes longer than a command. */
  private String workcell(String jars, String... lines) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path") + File.pathSeparator + jars);
    command.add(CommandLines.class.getName());
    for (String line : lines) {
      command.addAll(List.of(line.split(" ")));
      command.add(CommandLines.THEN);
    }
    return run(0, Map.of(), command);
  }

  private static String bench(String jars, String options, Path out) {
    return "bench rail/slide-v1 --suites=%s %s --out=%s".formatted(jars, options, out);
  }

  @Test
  void suiteFactorFilterAndPolicyOfOtherJarsAreUsedByName() throws Exception {
    List<String> built = new ArrayList<>();
    for (OtherJar jar : JARS) {
      built.add(build(jar).toString());
    }
    String jars = String.join(File.pathSeparator, built);
    Path out = folder.resolve("run");
    String said =
        workcell(
            jars,
            bench(jars, "--policy=full-speed=0.5 --filter=mirror --episodes=2", out),
            "replay " + out,
            "list",
            "list --options");
    JsonNode manifest = Json.mapper().readTree(out.resolve("manifest.json").toFile());
    assertEquals("full-speed=0.5", manifest.get("policy").asText());
    assertEquals("mirror", manifest.at("/command_path/filters/0").asText());
    JsonNode episode =
        Json.mapper().readTree(Files.readAllLines(out.resolve("episodes.jsonl")).get(0));
    // Half of 1 N, mirrored, for ten steps: the reward is the force that arrives.
    assertEquals(-5, episode.get("return").asDouble(), 1e-9);
    for (String part :
        List.of(
            "the same to the bit",
            "\nrail/slide-v1",
            "full-speed",
            "a share of the highest",
            "mirror",
            "changes the sign",
            "offset",
            "latched-gripper",
            "heavy",
            "a heavier slider")) {
      assertTrue(said.contains(part), part + " is not in " + said);
    }
    assertFactorsAct(jars);
    assertRandomizationActs(jars);
  }

  private void assertRandomizationActs(String jars) throws Exception {
    Path out = folder.resolve("heavy");
    String options = "--policy=full-speed=0.5 --perturb=heavy=20 --episodes=3";
    String said = workcell(jars, bench(jars, options, out), "replay " + out);
    assertTrue(said.contains("the same to the bit"), said);
    JsonNode preset = Json.mapper().readTree(out.resolve("manifest.json").toFile()).get("preset");
    assertEquals("heavy", preset.get("format").asText());
    assertEquals("20", preset.get("text").asText());
    List<String> records = Files.readAllLines(out.resolve("records.jsonl"));
    assertEquals(3, records.stream().filter(line -> line.contains("heavy/scale")).count());
    byte[] expected = Files.readAllBytes(out.resolve("episodes.jsonl"));
    for (String file : List.of("episodes.jsonl", "records.jsonl", "timing.jsonl")) {
      Path lines = out.resolve(file);
      Files.write(lines, Files.readAllLines(lines).subList(0, 4));
    }
    workcell(jars, "bench --resume=" + out + " --suites=" + jars);
    assertArrayEquals(expected, Files.readAllBytes(out.resolve("episodes.jsonl")));
  }

  /** Where distractors may stand is known from the scene roles of the jar. */
  private void assertFactorsAct(String jars) throws Exception {
    Path words = folder.resolve("loud.yaml");
    Files.writeString(words, "preset: loud\nfactors:\n  loud: {factor: loud_words}\n");
    Path things = folder.resolve("clutter.yaml");
    Files.writeString(things, "preset: clutter\nfactors:\n  it: {factor: distractors, most: 2}\n");
    Path loud = folder.resolve("loud");
    Path clutter = folder.resolve("clutter");
    String said =
        workcell(
            jars,
            bench(jars, "--policy=zero --episodes=1 --perturb=" + words, loud),
            "replay " + loud,
            bench(jars, "--policy=zero --episodes=2 --perturb=" + things, clutter));
    assertTrue(said.contains("the same to the bit"), said);
    String records = Files.readString(loud.resolve("records.jsonl"));
    assertTrue(records.contains("SLIDE"), records);
    String cluttered = Files.readString(clutter.resolve("records.jsonl"));
    assertTrue(cluttered.contains("it/x0") && cluttered.contains("body_pos"), cluttered);
  }

  private String launch(int status, Map<String, String> environment, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return run(
        status,
        Stream.concat(
                environment.entrySet().stream(),
                Map.of("WORKCELL_DRY_RUN", "yes").entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        command);
  }

  @Test
  void theLauncherPutsSuitesOnTheClassPathOfEveryCommand() throws Exception {
    Path jar = Files.writeString(folder.resolve("a.jar"), "");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Files.writeString(classes.resolve("A.class"), "");
    String first = launch(0, Map.of(), "--suites", jar + ":" + classes, "bench", "a/b-v1");
    assertTrue(first.contains(":" + jar.toRealPath() + ":" + classes.toRealPath() + ":"), first);
    assertTrue(first.contains("Workcell --suites"), "Java is told, too: " + first);
    String last = launch(0, Map.of(), "list", "--suites=a.jar");
    assertTrue(last.contains(":" + jar.toRealPath()), last);
    String variable = launch(0, Map.of("WORKCELL_SUITES", jar + ""), "jmh", "EnvironmentStep");
    assertTrue(variable.contains(":" + jar.toRealPath()), variable);
    assertFalse(launch(0, Map.of(), "jmh", "--suites", jar + "", "X").contains("--suites"));
  }

  @Test
  void theLauncherRefusesSuitesThatAreNotThere() throws Exception {
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("notes.txt"), "");
    assertTrue(
        launch(2, Map.of(), "list", "--suites", "absent.jar")
            .contains("--suites: there is no 'absent.jar'; name a jar, or a folder"));
    assertTrue(
        launch(2, Map.of("WORKCELL_SUITES", "absent"), "list")
            .contains("WORKCELL_SUITES: there is"));
    assertTrue(
        launch(2, Map.of(), "list", "--suites=empty").contains("holds neither jars nor classes"));
    assertTrue(
        launch(2, Map.of(), "list", "--suites=notes.txt")
            .contains("is neither a jar nor a folder"));
    assertTrue(launch(2, Map.of(), "list", "--suites").contains("--suites needs a path"));
  }

  @Test
  void withoutTheLauncherSuitesAreAskedForInTheirRightPlace() {
    Invocation list = Invocation.of("list", "--suites", "absent.jar");
    assertEquals(ExitStatus.BAD_INPUT, list.status());
    assertTrue(list.err().contains("start with the script 'workcell'"), list.err());
  }
}
