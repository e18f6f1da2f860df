package org.workcell.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.Manifest;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.engine.Engine;

/** Command lines that repeat a run: the whole of it, and its first episode that failed. */
final class RunAgain {

  private static final String COMMAND = "bench";

  /** Where no further option begins. */
  private static final int OPTION_COLUMNS = 50;

  private static final int INDENTATION = 3;

  private final Manifest manifest;
  private final List<String> ids;

  /** What {@code bench} was followed by up to its first option; empty in other programs' runs. */
  private final List<String> typed;

  RunAgain(Manifest manifest) {
    this.manifest = manifest;
    this.ids = manifest.tasks().stream().map(Manifest.Task::id).toList();
    this.typed =
        manifest.command().stream()
            .dropWhile(word -> !word.equals(COMMAND))
            .skip(1)
            .takeWhile(word -> !word.startsWith("-"))
            .toList();
  }

  /** Lines for a shell, as plain text. */
  String lines(List<EpisodeResult> results) {
    List<String> lines = new ArrayList<>();
    if (manifest.process() != null) {
      lines.add("# first start the process of policy %s".formatted(manifest.process().name()));
    }
    lines.add(command(names(), manifest.firstSeed(), manifest.episodes()));
    alone(results)
        .ifPresent(
            episode -> {
              lines.add("# one episode alone, the first that failed");
              lines.add(command(List.of(nameOf(episode.task())), episode.seed(), 1));
            });
    return String.join("\n", lines);
  }

  /** The seed of a benchmark decides on all its initial states, so no episode of it runs alone. */
  private Optional<EpisodeResult> alone(List<EpisodeResult> results) {
    if (manifest.benchmark() != null || results.size() < 2 || hasFiles() && ids.size() > 1) {
      return Optional.empty();
    }
    return Stream.concat(
            results.stream().filter(EpisodeResult::errored),
            results.stream().filter(result -> !result.successOnce()))
        .findFirst();
  }

  /** As they were typed, where that says all: a suite is shorter than its tasks. */
  private List<String> names() {
    if (manifest.benchmark() != null) {
      return List.of(manifest.benchmark().id());
    }
    boolean complete =
        ids.stream().allMatch(id -> typed.stream().anyMatch(name -> covers(name, id)));
    return complete || hasFiles() ? typed : ids;
  }

  private String nameOf(String task) {
    return hasFiles() ? typed.get(0) : task;
  }

  /** Whether a user's own task files were named, which have no ids to name them by. */
  private boolean hasFiles() {
    return typed.stream().anyMatch(name -> ids.stream().noneMatch(id -> covers(name, id)));
  }

  private static boolean covers(String name, String id) {
    return id.equals(name) || id.startsWith(name + "/");
  }

  private String command(List<String> names, long seed, int episodes) {
    List<String> words = new ArrayList<>(List.of("workcell", COMMAND));
    words.addAll(names);
    words.addAll(List.of("--seed", "" + seed, "--episodes", "" + episodes));
    words.addAll(List.of("--protocol", manifest.protocol()));
    addPolicy(words);
    words.addAll(List.of("--profile", manifest.profile(), "--assets", manifest.assets()));
    add(words, "--horizon", manifest.horizon());
    if (manifest.split() != null) {
      words.addAll(List.of("--split", manifest.split().name()));
      words.addAll(List.of("--demonstrations", manifest.demonstrations()));
    }
    add(words, "--variation", manifest.variation());
    addCommandPath(words);
    addPerturbation(words);
    manifest.settings().forEach((name, value) -> add(words, "--set", name + "=" + value));
    typed("--suites").ifPresent(paths -> add(words, "--suites", paths));
    return broken(words.stream().map(RunAgain::quoted).toList());
  }

  private void addPolicy(List<String> words) {
    add(words, "--policy", manifest.policy());
    if (manifest.network() != null) {
      add(words, "--device", manifest.network().device());
      add(words, "--padded-batch-size", manifest.network().paddedRows());
      add(words, "--execute-steps", manifest.network().playedSteps());
    } else if (manifest.process() != null) {
      add(words, "--execute-steps", manifest.process().playedSteps());
    }
    if (manifest.images() != null) {
      add(words, "--cameras", String.join(",", manifest.images().cameras()));
      add(words, "--image-size", manifest.images().size());
      add(words, "--image-quality", manifest.images().quality());
    }
  }

  private void addCommandPath(List<String> words) {
    add(words, "--action-adapter", manifest.actionAdapter());
    manifest.filters().forEach(filter -> add(words, "--filter", filter));
    manifest.stages().forEach(stage -> add(words, "--stage", stage));
    if (manifest.actuators() != null) {
      add(words, "--actuators", typed("--actuators").orElse(manifest.actuators().file()));
    }
    DeltaAction.Source delta = manifest.delta();
    if (delta != null) {
      add(words, "--delta", typed("--delta").orElse(delta.folder()));
      add(words, "--delta-options", delta.options().isEmpty() ? null : delta.options());
      if (delta.useRefused()) {
        words.add("--allow-refused-delta");
      }
    }
    if (!manifest.engine().name().equals(Engine.NAME)) {
      add(words, "--engine", manifest.engine().name());
    }
  }

  /** A preset in a user's file has a name that no command line takes. */
  private void addPerturbation(List<String> words) {
    if (manifest.preset() == null) {
      return;
    }
    if (manifest.preset().format() != null) {
      String text = manifest.preset().text();
      add(words, "--perturb", manifest.preset().format() + (text.isEmpty() ? "" : "=" + text));
    } else {
      add(words, "--perturb", typed("--perturb").orElse(manifest.preset().name()));
      add(words, "--severity", manifest.preset().severity());
    }
  }

  private static void add(List<String> words, String option, Object value) {
    if (value != null) {
      words.addAll(List.of(option, value.toString()));
    }
  }

  /** The value of an option of the command line; empty where another program made the run. */
  private Optional<String> typed(String option) {
    List<String> words = manifest.command();
    int at = words.indexOf(option);
    return at >= 0 && at + 1 < words.size()
        ? Optional.of(words.get(at + 1))
        : words.stream()
            .filter(word -> word.startsWith(option + "="))
            .map(word -> word.substring(option.length() + 1))
            .findFirst();
  }

  /** Lines that a shell joins; they end in front of options, and a page of paper holds them. */
  private static String broken(List<String> words) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : words) {
      boolean option = word.startsWith("--");
      if (option && length > OPTION_COLUMNS) {
        lines.append(" \\\n   ");
        length = INDENTATION;
      }
      lines.append(lines.isEmpty() ? "" : " ").append(word);
      length += 1 + word.length();
    }
    return lines.toString();
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
