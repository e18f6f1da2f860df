package org.workcell.tasks.libero.problem;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.workcell.sim.files.BadInputException;

/** Reads one task file in BDDL form. */
final class TaskFile {

  private static final int LARGEST_BYTES = 1 << 20;
  private static final String ENDING = ".bddl";
  private static final Set<String> SECTIONS =
      Set.of(
          ":domain",
          ":language",
          ":regions",
          ":fixtures",
          ":objects",
          ":obj_of_interest",
          ":init",
          ":goal");

  private final String name;
  private final Optional<Variant> variant;
  private final Map<String, Expression> sections = new LinkedHashMap<>();
  private final List<Region> regions = new ArrayList<>();
  private final List<Instance> instances = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Problem problem;

  private TaskFile(String name, Optional<Variant> variant) {
    this.name = name;
    this.variant = variant;
  }

  static TaskConfig read(Path file) {
    String fileName = file.getFileName().toString();
    if (!fileName.endsWith(ENDING)) {
      throw new BadInputException(
          "task file %s does not end in %s; give a task file in BDDL form".formatted(file, ENDING));
    }
    Optional<Variant> variant = Variant.of(file);
    variant.filter(each -> !each.isInFile()).ifPresent(each -> refuse(file, each));
    try {
      String name = fileName.substring(0, fileName.length() - ENDING.length());
      TaskFile reader = new TaskFile(name, variant);
      return reader.config(Expression.parse(text(file)));
    } catch (BadInputException e) {
      throw new BadInputException("task file %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /** What upstream's code would add to the task file would be missing without a word. */
  private static void refuse(Path file, Variant variant) {
    throw new BadInputException(
        "task file %s: upstream's code makes axis '%s' of %s, not its task files, and"
                .formatted(file, variant.axis(), variant.benchmark())
            + " Workcell does not repeat that code; 'bench --perturb plus-style' varies the same in"
            + " its own way");
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
      if (bytes.length > LARGEST_BYTES) {
        throw new BadInputException("it has more than %d bytes".formatted(LARGEST_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new BadInputException("there is no such file; give the path of a task file", e);
    } catch (IOException e) {
      throw new BadInputException("it cannot be read: " + e.getMessage(), e);
    }
  }

  private TaskConfig config(Expression file) {
    readSections(file);
    readInstances(":fixtures", true);
    readInstances(":objects", false);
    requireWorkspace(file);
    section(":regions").tail().forEach(this::readRegion);
    AtomReader atoms = new AtomReader(instances, regions, problem.workspace().instance());
    List<Atom> init = section(":init").tail().stream().map(atoms::initial).toList();
    atoms.requireAllPlaced(init, section(":init"));
    List<Atom> goal = atoms.goal(section(":goal"));
    List<String> words = optional(":language");
    String ofName = TaskConfigs.languageOf(variant.map(Variant::baseName).orElse(name));
    String ofFile = words.isEmpty() ? ofName : String.join(" ", words);
    String language = variant.filter(Variant::changesWords).isPresent() ? ofFile : ofName;
    String folder = variant.map(Variant::folder).orElse("");
    return new TaskConfig(
        TaskConfigs.id(TaskConfigs.FILE_SUITE, folder + name),
        TaskConfigs.FILE_SUITE,
        0,
        name,
        language,
        ofFile,
        problem,
        instances,
        regions,
        init,
        goal,
        optional(":obj_of_interest"));
  }

  private void readSections(Expression file) {
    if (!file.head().equals("define")) {
      throw file.problem("expected (define ...), not " + file);
    }
    for (Expression part : file.tail()) {
      if (part.head().equals("problem") && part.items().size() == 2) {
        problem = problem(part);
      } else if (!SECTIONS.contains(part.head())) {
        throw part.problem(
            "%s is not understood; sections are (problem NAME) and %s"
                .formatted(part, String.join(" ", SECTIONS.stream().sorted().toList())));
      } else if (sections.put(part.head(), part) != null) {
        throw part.problem("there is a second section " + part.head());
      }
    }
    if (problem == null) {
      throw file.problem("section (problem NAME) is missing");
    }
  }

  private static Problem problem(Expression part) {
    String wanted = part.words().get(1);
    return Problem.named(wanted)
        .orElseThrow(
            () ->
                part.problem(
                    "problem '%s' is not known; known are %s"
                        .formatted(
                            wanted,
                            Stream.of(Problem.values()).map(Problem::upstreamName).toList())));
  }

  private Expression section(String section) {
    Expression found = sections.get(section);
    if (found == null) {
      throw new BadInputException("section (%s ...) is missing".formatted(section));
    }
    return found;
  }

  /** The words of a section that may be left out. */
  private List<String> optional(String section) {
    Expression found = sections.get(section);
    return found == null ? List.of() : found.words().subList(1, found.items().size());
  }

  /** Reads {@code a b - category c - other}; a category keeps the place of its first mention. */
  private void readInstances(String section, boolean fixtures) {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    List<String> pending = new ArrayList<>();
    Expression list = section(section);
    list.words();
    for (int i = 1; i < list.items().size(); i++) {
      Expression item = list.items().get(i);
      if (!item.word().equals("-")) {
        pending.add(unused(item));
        continue;
      }
      i++;
      if (pending.isEmpty() || i == list.items().size()) {
        throw item.problem("a category is written as 'names - category'");
      }
      String category = list.items().get(i).word();
      requireCategory(list.items().get(i), fixtures);
      groups.computeIfAbsent(category, c -> new ArrayList<>()).addAll(pending);
      pending.clear();
    }
    if (!pending.isEmpty()) {
      throw list.problem("%s in %s have no category".formatted(pending, section));
    }
    groups.forEach((c, all) -> all.forEach(n -> instances.add(new Instance(n, c, fixtures))));
  }

  private String unused(Expression item) {
    if (!names.add(item.word())) {
      throw item.problem("the name '%s' is used twice".formatted(item.word()));
    }
    return item.word();
  }

  private void requireCategory(Expression item, boolean fixture) {
    if (fixture && item.word().equals(problem.workspace().category())) {
      return;
    }
    Category category = Categories.find(item.word()).orElse(null);
    if (category == null || category.isFixture() != fixture) {
      throw item.problem(
          "category '%s' is not known as that of a %s; known are %s"
              .formatted(
                  item.word(),
                  fixture ? "fixture" : "movable object",
                  Categories.all().values().stream()
                      .filter(c -> c.isFixture() == fixture)
                      .map(Category::name)
                      .toList()));
    }
  }

  private void requireWorkspace(Expression file) {
    Problem.Workspace workspace = problem.workspace();
    Instance expected = new Instance(workspace.instance(), workspace.category(), true);
    if (!instances.contains(expected)) {
      throw file.problem(
          "fixtures of problem %s must have '%s - %s'"
              .formatted(problem.upstreamName(), workspace.instance(), workspace.category()));
    }
  }

  private void readRegion(Expression list) {
    if (list.head().isEmpty()) {
      throw list.problem("expected a region: (name (:target ...) ...)");
    }
    Region region = new RegionReader(list).region();
    if (!names.add(region.name())) {
      throw list.problem("the name '%s' is used twice".formatted(region.name()));
    }
    regions.add(region);
  }
}
