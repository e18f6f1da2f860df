package org.workcell.tasks.rlbench.tasks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.tasks.rlbench.objects.Things;

/**
 * Instructions in several styles, after LAMP, in words of our own: a table of lines in which {@code
 * {noun}} stands for a word for the thing. Immutable.
 */
final class LampPrompts {

  private static final String FILE = "lamp-prompts.txt";
  private static final String NOUN = "{noun}";

  /** Lines {@code class: word, word} of this section are words for the classes. */
  private static final String NOUNS = "nouns";

  private final Map<String, List<String>> sections;
  private final Map<String, List<String>> nouns = new LinkedHashMap<>();

  private LampPrompts(Map<String, List<String>> sections) {
    this.sections = sections;
    for (String line : sections.remove(NOUNS)) {
      String[] parts = line.split(": ");
      nouns.put(parts[0], List.of(parts[1].split(", ")));
    }
  }

  static LampPrompts read() {
    try (InputStream in = LampPrompts.class.getResourceAsStream(FILE);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Map<String, List<String>> sections = new LinkedHashMap<>();
      List<String> current = null;
      for (String line : lines.lines().toList()) {
        if (line.startsWith("[")) {
          current = new ArrayList<>();
          sections.put(line.substring(1, line.length() - 1), current);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          current.add(line);
        }
      }
      return new LampPrompts(sections);
    } catch (IOException e) {
      throw new UncheckedIOException("the prompts %s cannot be read".formatted(FILE), e);
    }
  }

  /** Names of the styles. */
  List<String> styles() {
    return List.copyOf(sections.keySet());
  }

  /** The lines of a style for a kind, with every word for it; other kinds have their own name. */
  List<String> of(String style, Things.Kind kind) {
    List<String> all = new ArrayList<>();
    for (String line : sections.get(style)) {
      if (line.contains(NOUN)) {
        nouns
            .getOrDefault(kind.name(), List.of(kind.noun()))
            .forEach(word -> all.add(line.replace(NOUN, word)));
      } else {
        all.add(line);
      }
    }
    return List.copyOf(all);
  }
}
