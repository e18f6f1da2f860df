package org.workcell.report;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workcell.evaluation.Manifest;

/** Where the episodes of a run start, in words. */
final class StartWords {

  private StartWords() {}

  /** Which states, and what becomes of them first; empty where seeds alone decide. */
  static String of(Manifest manifest) {
    Stream<String> states =
        manifest.split() != null
            ? Stream.of(manifest.split().rule())
            : Stream.ofNullable(manifest.benchmark()).map(Manifest.Benchmark::contextRule);
    Stream<String> before =
        manifest.tasks().stream().map(Manifest.Task::startRule).filter(Objects::nonNull).distinct();
    return Stream.concat(states, before).collect(Collectors.joining("; "));
  }
}
