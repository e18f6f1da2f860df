package org.workcell.cli;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Help of a command: a synopsis of one line, lists of values as their labels say, and examples that
 * can be copied where they take more than one line. Lines break between words only.
 */
final class HelpPage extends Help {

  private static final String EXAMPLE = "  workcell ";
  private static final String CONTINUED = " \\";
  private static final String CONTINUATION = "      ";

  HelpPage(CommandSpec command, ColorScheme colors) {
    super(command, colors);
  }

  /** Options that may be left out are one word, for some commands have forty. */
  @Override
  public String synopsis(int headingLength) {
    CommandSpec command = commandSpec();
    List<OptionSpec> required = command.options().stream().filter(ArgSpec::required).toList();
    Ansi.Text options =
        colorScheme()
            .text(" [OPTIONS]")
            .concat(
                createDetailedSynopsisOptionsText(
                    new HashSet<>(), required, createShortOptionNameComparator(), false));
    Ansi.Text none = colorScheme().text("");
    return makeSynopsisFromParts(
        headingLength,
        options,
        none,
        none,
        createDetailedSynopsisPositionalsText(List.of()),
        createDetailedSynopsisCommandText());
  }

  /** The labels of lists, such as {@code NAME,...}, need no second form of the same. */
  @Override
  public IParamLabelRenderer parameterLabelRenderer() {
    IParamLabelRenderer plain = super.parameterLabelRenderer();
    return new IParamLabelRenderer() {
      @Override
      public Ansi.Text renderParameterLabel(ArgSpec arg, Ansi ansi, List<Ansi.IStyle> styles) {
        return arg.isOption() && !arg.splitRegex().isEmpty()
            ? colorScheme().apply(separator() + arg.paramLabel(), styles)
            : plain.renderParameterLabel(arg, ansi, styles);
      }

      @Override
      public String separator() {
        return plain.separator();
      }
    };
  }

  @Override
  public String description(Object... parameters) {
    return wrapped(commandSpec().usageMessage().description(), parameters);
  }

  @Override
  public String footer(Object... parameters) {
    return wrapped(commandSpec().usageMessage().footer(), parameters);
  }

  private String wrapped(String[] texts, Object... parameters) {
    int width = commandSpec().usageMessage().width() - 1;
    return Arrays.stream(texts)
        .flatMap(text -> Arrays.stream(text.formatted(parameters).split("\\R", -1)))
        .map(line -> wrapped(line, width))
        .map(line -> line + System.lineSeparator())
        .collect(Collectors.joining());
  }

  /** A line, or several of at most this many columns where words allow it. */
  static String wrapped(String line, int width) {
    if (line.length() <= width) {
      return line;
    }
    boolean example = line.startsWith(EXAMPLE);
    int room = example ? width - CONTINUED.length() : width;
    String indent = example ? CONTINUATION : "";
    StringBuilder lines = new StringBuilder();
    String rest = line;
    while (rest.length() > room) {
      int end = rest.lastIndexOf(example ? " --" : " ", room);
      if (end <= indent.length()) {
        break;
      }
      lines.append(rest, 0, end).append(example ? CONTINUED : "").append(System.lineSeparator());
      rest = indent + rest.substring(end + 1);
    }
    return lines.append(rest).toString();
  }
}
