package org.workcell.tasks.libero.problem;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which variant of which LIBERO task a user's task file is, from its name and folder, as
 * LIBERO-plus and LIBERO-PRO name theirs.
 *
 * @param benchmark {@code LIBERO-plus} or {@code LIBERO-PRO}
 * @param axis what varies, in the benchmark's own words
 * @param suite suite of the task that it varies; empty where the folder does not tell
 * @param baseName name of the task file that it varies, without ending
 * @param folder part of the id that tells files of one name apart; empty where names do
 * @param changesWords whether its words are those of the file and not of the name
 */
public record Variant(
    String benchmark,
    String axis,
    Optional<String> suite,
    String baseName,
    String folder,
    boolean changesWords) {

  private static final String PLUS = "LIBERO-plus";
  private static final String PRO = "LIBERO-PRO";
  private static final String LANGUAGE = "Language Instructions";

  /** What its end tells of a file's name. */
  private record Suffix(Pattern pattern, String axis) {

    static Suffix of(String ending, String axis) {
      return new Suffix(Pattern.compile("(.+?)_" + ending), axis);
    }
  }

  /** Names with the first two are of no files: upstream's code takes them apart. */
  private static final List<Suffix> SUFFIXES =
      List.of(
          Suffix.of("view_\\d+_\\d+_\\d+_\\d+_\\d+_initstate_\\d+_noise_\\d+", "Sensor Noise"),
          Suffix.of("language_\\d+(_view_0_0_100_0_0_initstate_0)?", LANGUAGE),
          Suffix.of("view_0_0_100_0_0_initstate_\\d+", "Robot Initial States"),
          Suffix.of("view_\\d+_\\d+_\\d+_\\d+_\\d+_initstate_\\d+", "Camera Viewpoints"),
          Suffix.of("light_\\d+", "Light Conditions"),
          Suffix.of("(table|tb)_\\d+", "Background Textures"),
          Suffix.of("(add_\\d+|level\\d+(_sample\\d+)?)", "Objects Layout"));

  /** Axes whose files hold all that varies; the others are brought about by upstream's code. */
  private static final List<String> IN_FILES = List.of("Objects Layout", LANGUAGE);

  private static final Pattern SUITE =
      Pattern.compile("libero_(%s)".formatted(String.join("|", Suites.NAMES)));

  /** By the ending of a folder's name. */
  private static final Map<String, String> PRO_AXES =
      Map.of(
          "swap", "Position",
          "object", "Object",
          "lan", "Semantic",
          "task", "Task",
          "env", "Environment",
          "temp", "combined");

  private static final List<String> PRO_WITH_WORDS = List.of("Semantic", "Task", "combined");

  private static final Pattern PRO_FOLDER =
      Pattern.compile("%s_(%s)".formatted(SUITE, String.join("|", PRO_AXES.keySet())));

  /** The axes of LIBERO-plus, in the order of its tables. */
  public static List<String> plusAxes() {
    return List.of(
        "Camera Viewpoints",
        "Robot Initial States",
        LANGUAGE,
        "Light Conditions",
        "Background Textures",
        "Sensor Noise",
        "Objects Layout");
  }

  /** Which variant a task file is; empty where neither name nor folder are of one. */
  public static Optional<Variant> of(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.bddl$", "");
    Path parent = file.toAbsolutePath().normalize().getParent();
    String folder =
        parent == null || parent.getFileName() == null ? "" : parent.getFileName().toString();
    Matcher pro = PRO_FOLDER.matcher(folder);
    if (pro.matches()) {
      String axis = PRO_AXES.get(pro.group(2));
      return Optional.of(
          new Variant(
              PRO,
              axis,
              Optional.of(pro.group(1)),
              name,
              folder + "/",
              PRO_WITH_WORDS.contains(axis)));
    }
    Matcher suite = SUITE.matcher(folder);
    Optional<String> suiteName = suite.matches() ? Optional.of(suite.group(1)) : Optional.empty();
    for (Suffix suffix : SUFFIXES) {
      Matcher plus = suffix.pattern.matcher(name);
      if (plus.matches()) {
        return Optional.of(
            new Variant(
                PLUS, suffix.axis, suiteName, plus.group(1), "", suffix.axis.equals(LANGUAGE)));
      }
    }
    return Optional.empty();
  }

  /** Whether the task file alone brings about what varies. */
  boolean isInFile() {
    return benchmark.equals(PRO) || IN_FILES.contains(axis);
  }

  /** Benchmark and axis, for example {@code LIBERO-PRO Position}. */
  public String label() {
    return benchmark + " " + axis;
  }
}
