package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.workcell.testing.FakeSuite;
import picocli.CommandLine;

/**
 * The pages: their code is that of tested files, their commands parse, their links lead somewhere.
 */
class DocumentationTest {

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();
  private static final Path DOCS = ROOT.resolve("docs");

  /** Pages about the past, whose commands and names are those of their time. */
  private static final Set<String> HISTORY = Set.of("changelog.md", "decisions.md", "progress.md");

  private static final Set<String> OF_THE_LAUNCHER =
      Set.of(
          "build",
          "test",
          "wheel",
          "install",
          "release",
          "jmh",
          "libtorch",
          "ffmpeg",
          "bullet",
          "fetch");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(?: {4}|\\$ )?(?:\\w+=\\S+ )*(?:\\./)?workcell +([a-z].*)$");
  private static final Pattern INLINE = Pattern.compile("`(?:\\./)?workcell ([a-z][^`]*)`");

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> found = Files.list(DOCS)) {
      found
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !HISTORY.contains(file.getFileName().toString()))
          .sorted()
          .forEach(pages::add);
    }
    return pages;
  }

  @Test
  void codeIsThatOfTestedFiles() throws Exception {
    Process check =
        new ProcessBuilder("python3", DOCS.resolve("code_blocks.py").toString(), "--check")
            .redirectErrorStream(true)
            .start();
    String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, check.waitFor(), output);
  }

  @Test
  void linksLeadToFilesAndTheIndexToAllPages() throws IOException {
    List<String> faults = new ArrayList<>();
    String index = Files.readString(DOCS.resolve("index.md"));
    for (Path page : pages()) {
      Matcher links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        String target = links.group(1);
        if (!target.contains("://") && Files.notExists(page.resolveSibling(target))) {
          faults.add(page.getFileName() + " links to " + target + ", which does not exist");
        }
      }
      String name = page.getFileName().toString();
      if (page.startsWith(DOCS) && !name.equals("index.md") && !index.contains("(" + name + ")")) {
        faults.add("index.md does not lead to " + name);
      }
    }
    assertEquals(List.of(), faults);
  }

  /** Options that are renamed or removed are found here, wherever a page names them. */
  @Test
  void commandsParse() throws IOException {
    CommandLine workcell = Workcell.commandLine(FakeSuite::registry);
    List<String> faults = new ArrayList<>();
    int checked = 0;
    for (Path page : pages()) {
      for (String command : commands(Files.readString(page))) {
        List<String> words = words(command);
        if (OF_THE_LAUNCHER.contains(words.get(0))) {
          continue;
        }
        checked++;
        refusal(workcell, words).forEach(fault -> faults.add(page.getFileName() + ": " + fault));
      }
    }
    assertTrue(checked > 150, "only %d commands were found".formatted(checked));
    assertEquals(List.of(), faults);
  }

  private static List<String> commands(String text) {
    List<String> commands = new ArrayList<>();
    String joined = text.replace("\\\n", " ");
    for (Pattern pattern : List.of(COMMAND, INLINE)) {
      Matcher matcher = pattern.matcher(joined);
      while (matcher.find()) {
        commands.add(matcher.group(1).replaceAll(" +#.*| [|>&;].*|;.*", "").strip());
      }
    }
    return commands;
  }

  /** Words as a shell splits them, as far as the pages need it. */
  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+").matcher(command);
    while (word.find()) {
      words.add(word.group().replaceAll("['\"]", ""));
    }
    return words;
  }

  /** What the command line says against a command; values in capitals stand for any. */
  private static List<String> refusal(CommandLine workcell, List<String> words) {
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).equals("--suites")) {
        i++; // Paths that exist on the reader's machine only.
      } else if (!words.get(i).equals("...")) {
        kept.add(words.get(i).replaceAll("[\\[\\]]", ""));
      }
    }
    try {
      workcell.parseArgs(kept.toArray(String[]::new));
      return List.of();
    } catch (CommandLine.UnmatchedArgumentException e) {
      return List.of(String.join(" ", words) + ": " + e.getMessage());
    } catch (CommandLine.MissingParameterException e) {
      return List.of(); // The text names a command without all that it needs.
    } catch (CommandLine.ParameterException e) {
      return words.stream().anyMatch(word -> word.matches(".*[A-Z$].*"))
          ? List.of()
          : List.of(String.join(" ", words) + ": " + e.getMessage());
    }
  }
}
