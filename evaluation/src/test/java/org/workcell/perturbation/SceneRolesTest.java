package org.workcell.perturbation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.workcell.randomization.Presets;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.task.SceneRoles;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.SampleTasks;

/** What suites say of their scenes is true, and only they say it. */
class SceneRolesTest {

  /** Says that scenes hold nothing of the kind. */
  private static final String NOTHING = "(?!)";

  /** Names that hold where a suite gives none. */
  private static final Set<String> CONVENTION = convention();

  private static Set<String> convention() {
    SceneRoles roles = SceneRoles.builder().build();
    return Set.of(roles.table().pattern(), roles.wall().pattern(), roles.floor().pattern());
  }

  private final Set<String> named = new TreeSet<>();
  private final Set<String> found = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<SceneSource, List<List<String>>> names = new HashMap<>();

  /** Names of bodies, and those of bodies and geoms. */
  private List<List<String>> names(SceneSource scene) {
    return names.computeIfAbsent(
        scene,
        source -> {
          try (Model model = AssetPack.builtin().load(source, SceneAdditions.none())) {
            List<String> both = new ArrayList<>(model.names(ObjectKind.BODY));
            both.addAll(model.names(ObjectKind.GEOM));
            return List.of(model.names(ObjectKind.BODY), both);
          }
        });
  }

  private static boolean matches(Pattern pattern, List<String> names) {
    return names.stream().anyMatch(name -> pattern.matcher(name).matches());
  }

  private void requireThere(String task, String what, Pattern pattern, List<String> names) {
    if (!matches(pattern, names)) {
      faults.add("%s: no %s is called '%s'".formatted(task, what, pattern));
    }
  }

  /** A name that holds for all tasks of a suite must be right in at least one of them. */
  private void note(String suite, Pattern pattern, List<String> names) {
    if (!Set.of("", NOTHING).contains(pattern.pattern())
        && !CONVENTION.contains(pattern.pattern())) {
      named.add(suite + " " + pattern);
      if (matches(pattern, names)) {
        found.add(suite + " " + pattern);
      }
    }
  }

  private void check(String suite, TaskDefinition task) {
    SceneRoles roles = task.roles();
    List<String> bodies = names(task.scene()).get(0);
    List<String> geoms = names(task.scene()).get(1);
    note(suite, roles.table(), bodies);
    note(suite, roles.wall(), Stream.concat(bodies.stream(), geoms.stream()).toList());
    note(suite, roles.ignored(), bodies);
    note(suite, roles.floor(), geoms);
    roles
        .robot()
        .ifPresent(
            robot -> {
              requireThere(
                  task.id(), "robot", Pattern.compile(robot.base(), Pattern.LITERAL), bodies);
              requireThere(
                  task.id(),
                  "end effector",
                  Pattern.compile(robot.endEffector(), Pattern.LITERAL),
                  bodies);
              robot
                  .touchable()
                  .forEach(
                      each ->
                          requireThere(task.id(), "touchable body", Pattern.compile(each), bodies));
            });
    roles
        .subject()
        .ifPresent(
            subject ->
                Stream.of(subject.object(), subject.receiver())
                    .flatMap(each -> Stream.of(each.pattern().split("\\|")))
                    .filter(each -> !each.equals(NOTHING))
                    .forEach(
                        each -> requireThere(task.id(), "subject", Pattern.compile(each), bodies)));
  }

  @Test
  void everySuiteNamesWhatItsScenesHold() {
    for (TaskDefinition task : SampleTasks.all()) {
      check(task.id().split("/")[0], task);
    }
    assertEquals(List.of(), faults);
    Set<String> never = new TreeSet<>(named);
    never.removeAll(found);
    assertEquals(Set.of(), never);
    assertTrue(found.size() >= 5, "both suites name tables, walls and floors: " + found);
  }

  @Test
  void theModuleOfRandomizationNamesNoSuite() throws Exception {
    Set<String> suites = new TreeSet<>();
    SampleTasks.all().forEach(task -> suites.add(task.id().split("/")[0]));
    assertTrue(suites.containsAll(Set.of("metaworld", "kitchen")), suites.toString());
    URI home = Presets.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path place = Path.of(home);
    if (Files.isDirectory(place)) {
      requireNone(place, suites);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        requireNone(jar.getPath("/"), suites);
      }
    }
  }

  /**
   * Constants of class files are modified UTF-8, which for these names is ASCII. A word that goes
   * on with a dash, as in the name of a preset, is another one.
   */
  private static void requireNone(Path root, Set<String> suites) throws IOException {
    int read = 0;
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        for (String suite : suites) {
          Pattern word = Pattern.compile("\\b" + Pattern.quote(suite) + "\\b(?!-)");
          assertFalse(word.matcher(text).find(), file + " names suite '" + suite + "'");
        }
        read++;
      }
    }
    assertTrue(read > 50, "classes and resources at " + root + ": " + read);
  }
}
