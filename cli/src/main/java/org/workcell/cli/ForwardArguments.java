package org.workcell.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.forward.ActuatorFamily;
import org.workcell.sim2real.forward.DelayGrid;
import org.workcell.sim2real.forward.ForwardIdentification;
import org.workcell.sim2real.forward.ForwardOptions;
import org.workcell.sim2real.forward.ForwardProblem;
import org.workcell.sim2real.forward.ForwardResult;
import org.workcell.sim2real.forward.Part;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.optimize.MultiStart;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of identification from commands and positions, and what it prints. */
final class ForwardArguments {

  private static final int STARTS = 40;
  private static final int FOLLOWED_STARTS = 8;
  private static final int STEPS_OF_STARTS = 12;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--families",
      paramLabel = "NAME,...",
      split = ",",
      defaultValue = "engine",
      description =
          "Forward: engine, m1 to m6 (friction models on the model's own servo), engine+m1 to "
              + "engine+m6 (on top of the model's own friction), voltage-m1 to voltage-m6 (on a DC "
              + "motor with a supply voltage); * matches any characters, as in 'voltage-m*'. Of "
              + "several, cross-validation over files "
              + "chooses one (default: ${DEFAULT-VALUE}).")
  private List<String> families;

  @Option(
      names = "--fit",
      paramLabel = "PART,...",
      split = ",",
      defaultValue = "gains,damping,armature,friction,delay,saturation",
      description =
          "Forward: gains, damping, armature, friction, backlash, saturation, delay, offset; of"
              + " --bodies also mass, centre-of-mass, inertia (default: ${DEFAULT-VALUE}).")
  private List<String> parts;

  @Option(
      names = "--bodies",
      paramLabel = "NAME,...",
      split = ",",
      description = "Forward: bodies whose mass, centre of mass or inertia is fitted.")
  private List<String> bodies = List.of();

  @Option(
      names = "--hold",
      paramLabel = "PATH=VALUE",
      description = "Forward: a parameter that stays at a value, SI; repeatable.")
  private List<String> held = List.of();

  @Option(
      names = "--bounds",
      paramLabel = "PATH=LOW:START:HIGH",
      description =
          "Forward: search range of a parameter, SI; * in the path stands for any name; repeatable."
              + " A path that no part names is fitted, too.")
  private List<String> bounds = List.of();

  @Option(
      names = "--constants",
      paramLabel = "BINDINGS",
      description =
          "Forward: which values of the model the constants of logs set (default: the "
              + "model's text element 'constants').")
  private String constants = "";

  @Option(
      names = "--windows",
      paramLabel = "S[:S]",
      defaultValue = "1.0:0.5",
      description =
          "Forward: length of the fitted windows and stride from one to the next, s "
              + "(default: ${DEFAULT-VALUE}).")
  private String windows;

  @Option(
      names = "--horizons",
      paramLabel = "S,...",
      split = ",",
      defaultValue = "0.25,0.5,1.0",
      description = "Forward: horizons of the errors, s (default: ${DEFAULT-VALUE}).")
  private List<Double> horizons;

  @Option(
      names = "--delays",
      paramLabel = "MAX:STEP",
      defaultValue = "0.06:0.006",
      description = "Forward: delays to try, s (default: ${DEFAULT-VALUE}).")
  private String delays;

  @Option(
      names = "--robust",
      paramLabel = "N",
      description =
          "Forward: residuals beyond this many robust standard deviations get less weight"
              + " (default: equal weights).")
  private double robust = Double.POSITIVE_INFINITY;

  @Option(
      names = "--restarts",
      paramLabel = "N",
      description =
          "Forward: random starting points of each family (default: 40; 0 for engine alone).")
  private Integer starts;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "Forward: threads that simulate (default: one per processor). Results do not "
              + "depend on it.")
  private Integer workers;

  /**
   * Identifies, with a line for each step on the standard error and the tables on the standard
   * output.
   *
   * @throws BadInputException naming the option that is wrong
   * @throws IllegalArgumentException naming what the model or the logs lack
   */
  ParameterFile identify(
      RobotModel robot,
      ParameterFile.Source source,
      List<RobotLog> fitted,
      List<RobotLog> heldOut,
      long seed) {
    ForwardOptions options = options(seed);
    PrintWriter err = spec.commandLine().getErr();
    ForwardResult result =
        ForwardIdentification.identify(
            new ForwardProblem(robot, source, fitted, heldOut, List.of()),
            options,
            line -> {
              err.println(line);
              err.flush();
            });
    PrintWriter out = spec.commandLine().getOut();
    new ForwardTables(result).print(out);
    new ForwardErrors(robot, result, options, seed)
        .print(heldOut.isEmpty() ? fitted : heldOut, out);
    out.flush();
    return result.file().withConstants(constants);
  }

  private ForwardOptions options(long seed) {
    List<ActuatorFamily> chosen = chosenFamilies();
    double[] window = numbers("--windows", windows, 1, 2);
    double[] grid = numbers("--delays", delays, 2, 2);
    ForwardOptions.Builder options =
        ForwardOptions.builder()
            .families(chosen)
            .parts(chosenParts())
            .bodies(bodies)
            .constants(constants)
            .windows(window[0], window[window.length - 1])
            .horizons(horizons)
            .delays(new DelayGrid(grid[0], grid[1], false))
            .multiStart(multiStart(chosen))
            .robustThreshold(robust)
            .seed(seed)
            .threads(Workers.count(workers));
    for (String text : held) {
      int equals = equalsSign("--hold", text);
      options.hold(
          text.substring(0, equals), numbers("--hold", text.substring(equals + 1), 1, 1)[0]);
    }
    for (String text : bounds) {
      int equals = equalsSign("--bounds", text);
      double[] three = numbers("--bounds", text.substring(equals + 1), 3, 3);
      options.bound(text.substring(0, equals), three[0], three[1], three[2]);
    }
    return options.build();
  }

  private List<ActuatorFamily> chosenFamilies() {
    List<ActuatorFamily> chosen = new ArrayList<>();
    for (String name : families) {
      List<ActuatorFamily> fitting =
          name.contains("*")
              ? ActuatorFamily.all().stream()
                  .filter(family -> matches(name.strip(), family.name()))
                  .toList()
              : List.of(ActuatorFamily.named(name.strip()));
      if (fitting.isEmpty()) {
        throw new BadInputException("--families %s: no family has such a name".formatted(name));
      }
      chosen.addAll(fitting);
    }
    return chosen.stream().distinct().toList();
  }

  private static boolean matches(String pattern, String name) {
    return name.matches(
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")));
  }

  private Set<Part> chosenParts() {
    Set<Part> chosen = EnumSet.noneOf(Part.class);
    for (String name : parts) {
      String wanted = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
      chosen.add(
          Arrays.stream(Part.values())
              .filter(part -> part.name().equals(wanted))
              .findFirst()
              .orElseThrow(
                  () ->
                      new BadInputException(
                          "--fit %s: there is no such part; there are %s"
                              .formatted(
                                  name,
                                  Arrays.stream(Part.values())
                                      .map(part -> word(part.name()))
                                      .collect(Collectors.joining(", "))))));
    }
    return chosen;
  }

  private static String word(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private MultiStart multiStart(List<ActuatorFamily> chosen) {
    boolean engineAlone = chosen.equals(List.of(ActuatorFamily.ENGINE));
    int draws = starts == null ? engineAlone ? 0 : STARTS : starts;
    if (draws < 0) {
      throw new BadInputException("--restarts %d; expected 0 or more".formatted(draws));
    }
    return draws == 0
        ? MultiStart.NONE
        : new MultiStart(draws, Math.min(draws, FOLLOWED_STARTS), STEPS_OF_STARTS);
  }

  private static int equalsSign(String option, String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new BadInputException(
          "%s %s; expected a path, '=' and numbers, for example joint:elbow/damping=0.1"
              .formatted(option, text));
    }
    return equals;
  }

  /** Numbers with colons between. */
  private static double[] numbers(String option, String text, int least, int most) {
    String[] words = text.split(":", -1);
    if (words.length >= least && words.length <= most) {
      try {
        return Arrays.stream(words).mapToDouble(Double::parseDouble).toArray();
      } catch (NumberFormatException e) {
        throw notNumbers(option, text, least, most, e);
      }
    }
    throw notNumbers(option, text, least, most, null);
  }

  private static BadInputException notNumbers(
      String option, String text, int least, int most, Exception cause) {
    return new BadInputException(
        "%s %s; expected %s"
            .formatted(
                option,
                text,
                switch (most) {
                  case 1 -> "a number";
                  case 2 ->
                      least == 1
                          ? "one or two numbers, as in 1.0:0.5"
                          : "two numbers, as in 0.06:0.006";
                  default -> "three numbers, as in 0:0.1:2";
                }),
        cause);
  }
}
