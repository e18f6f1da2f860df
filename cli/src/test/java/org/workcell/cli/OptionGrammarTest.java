package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.testing.FakeSuite;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** One grammar of options over all commands, and the names of earlier versions. */
class OptionGrammarTest {

  /** The main product or input of a command: of another kind in each. */
  private static final Set<String> KINDS_DIFFER =
      Set.of("--out", "--resume", "--format", "--kind", "--method", "--assets", "--suite");

  private static final CommandLine ROOT = Workcell.commandLine(FakeSuite::registry);
  private static final Map<String, CommandLine> COMMANDS = commands();

  private static Map<String, CommandLine> commands() {
    Map<String, CommandLine> found = new TreeMap<>();
    collect("", ROOT, found);
    found.values().forEach(line -> line.getCommandSpec().parser().collectErrors(true));
    return found;
  }

  private static void collect(String name, CommandLine line, Map<String, CommandLine> found) {
    found.put(name, line);
    line.getSubcommands()
        .forEach((word, each) -> collect((name + " " + word).strip(), each, found));
  }

  @Test
  void anOptionTakesTheSameValueInEveryCommand() {
    Map<String, Map<String, List<String>>> labels = new TreeMap<>();
    COMMANDS.forEach(
        (command, line) -> {
          for (OptionSpec option : line.getCommandSpec().options()) {
            if (option.hidden() || KINDS_DIFFER.contains(option.longestName())) {
              continue;
            }
            String label = option.arity().max() == 0 ? "flag" : option.paramLabel();
            labels
                .computeIfAbsent(option.longestName(), each -> new TreeMap<>())
                .computeIfAbsent(label, each -> new ArrayList<>())
                .add(command);
          }
        });
    List<String> faults = new ArrayList<>();
    labels.forEach(
        (option, byLabel) -> {
          if (!areOneKind(byLabel.keySet())) {
            faults.add(option + " takes " + byLabel);
          }
        });
    assertEquals(List.of(), faults);
  }

  /** A command may accept fewer of the alternatives, as FILE.pt of NAME|FILE.pt. */
  private static boolean areOneKind(Set<String> labels) {
    String longest = labels.stream().max(java.util.Comparator.comparing(String::length)).get();
    Set<String> all = Set.of(longest.split("\\|"));
    return labels.stream().allMatch(label -> all.containsAll(Arrays.asList(label.split("\\|"))));
  }

  @Test
  void listsAreWrittenWithCommasAndSaySo() {
    COMMANDS.forEach(
        (command, line) ->
            line.getCommandSpec()
                .options()
                .forEach(
                    option ->
                        assertTrue(
                            option.splitRegex().isEmpty() || option.paramLabel().endsWith(",..."),
                            command + " " + option.longestName())));
  }

  @Test
  void everyOptionHasASentence() {
    COMMANDS.forEach(
        (command, line) -> {
          for (OptionSpec option : line.getCommandSpec().options()) {
            String text = String.join(" ", option.description());
            assertTrue(
                text.matches("(?s)\\S.*[.]"), command + " " + option.longestName() + ": " + text);
            assertTrue(
                option.longestName().matches("--[a-z][a-z0-9]*(-[a-z0-9]+)*"),
                option.longestName());
          }
        });
  }

  /** A percent sign that is not doubled makes picocli print a warning in front of the help. */
  @Test
  void textsAreFormats() {
    COMMANDS.forEach(
        (command, line) -> {
          for (String[] texts :
              List.of(
                  line.getCommandSpec().usageMessage().description(),
                  line.getCommandSpec().usageMessage().footer())) {
            for (String text : texts) {
              assertDoesNotThrow(() -> String.format(text), command);
            }
          }
        });
  }

  @Test
  void helpIsWideAsATerminalAndItsExamplesCanBeCopied() {
    COMMANDS.forEach(
        (command, line) -> {
          String help = line.getUsageMessage(CommandLine.Help.Ansi.OFF);
          help.lines().forEach(each -> assertTrue(each.length() <= 80, command + ": " + each));
          assertFalse(help.contains(",...["), command);
          assertTrue(help.lines().limit(3).anyMatch(each -> each.contains("[OPTIONS]")), help);
        });
    String help = Invocation.of("help", "render").out();
    assertTrue(help.contains("[OPTIONS] --out=FILE.png TASK|SUITE"), help);
    assertTrue(
        help.replaceAll(" \\\\\\R +", " ")
            .contains("--view corner --view-size 1280x720 --step 60"));
  }

  @Test
  void longLinesBreakBetweenWords() {
    assertEquals("one two", HelpPage.wrapped("one two", 7));
    assertEquals(String.format("one%ntwo.three"), HelpPage.wrapped("one two.three", 10));
    assertEquals("one.two.three", HelpPage.wrapped("one.two.three", 10));
    assertEquals(
        String.format("  workcell a \\%n      --b c.json"),
        HelpPage.wrapped("  workcell a --b c.json", 18));
  }

  static Stream<Arguments> renamed() {
    return RenamedOptions.table().entrySet().stream()
        .flatMap(
            command ->
                command.getValue().entrySet().stream()
                    .map(name -> Arguments.of(command.getKey(), name.getKey(), name.getValue())));
  }

  @ParameterizedTest
  @MethodSource("renamed")
  void oldNamesAreTodaysOptions(String command, String old, String current) {
    CommandLine line = COMMANDS.get(command);
    Set<String> known = new HashSet<>(line.getCommandSpec().optionsMap().keySet());
    assertFalse(known.contains(old), "the old name means something else today");
    String name = current.replaceAll("=.*", "");
    if (current.equals(RenamedOptions.POSITIONAL)) {
      assertEquals(1, line.getCommandSpec().positionalParameters().size());
    } else {
      assertTrue(known.contains(name), known.toString());
    }
    for (List<String> words : forms(line, old, current, name)) {
      List<String> all = new ArrayList<>(List.of(command.split(" ")));
      all.addAll(words);
      CommandLine.ParseResult parsed = ROOT.parseArgs(all.toArray(String[]::new));
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      if (current.equals(RenamedOptions.POSITIONAL)) {
        assertEquals("a/b-v1", parsed.matchedPositional(0).originalStringValues().get(0));
      } else {
        assertTrue(parsed.hasMatchedOption(name), all.toString());
        assertEquals(1, parsed.matchedOption(name).originalStringValues().size());
      }
    }
  }

  /** The old name with its value in the next word, and in the same. */
  private static List<List<String>> forms(
      CommandLine line, String old, String current, String name) {
    if (current.equals(RenamedOptions.POSITIONAL)) {
      return List.of(List.of(old, "a/b-v1"), List.of(old + "=a/b-v1"));
    }
    OptionSpec option = line.getCommandSpec().optionsMap().get(name);
    if (option.arity().max() == 0 || current.contains("=")) {
      return List.of(List.of(old));
    }
    String value =
        option.type() == String.class || option.type() == java.nio.file.Path.class
            ? "some"
            : option.typeInfo().isArray() || option.typeInfo().isCollection() ? "7" : "1";
    return List.of(List.of(old, value), List.of(old + "=" + value));
  }

  @Test
  void helpAndCompletionShowTodaysNamesOnly() {
    String help = Invocation.of("help", "render").out();
    assertTrue(help.contains("--view-size"), help);
    assertFalse(help.contains(" --size"), help);
    assertFalse(Invocation.of("completion").out().contains("--padded-rows"));
  }

  @Test
  void valuesAfterTwoDashesAreNotOptions() {
    Invocation list = Invocation.of("list", "--", "--suite");
    assertTrue(list.err().contains("there is no task '--suite'"), list.err());
  }

  @Test
  void oldFormsRun() {
    Invocation now = Invocation.of("list", "testing", "--json");
    assertEquals(ExitStatus.OK, now.status(), now.err());
    assertEquals(now, Invocation.of("list", "--suite", "testing", "--json"));
    assertEquals(now, Invocation.of("list", "--suite=testing", "--json"));
  }
}
