package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim2real.metrics.Bootstrap;
import org.workcell.sim2real.metrics.Interval;
import org.workcell.sim2real.metrics.PolicyRanking;
import org.workcell.sim2real.metrics.PolicyRanking.Measure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the ranking of policies in simulation with that on a robot. */
@Command(
    name = "rank",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measure whether a simulation ranks policies as the real robot does.",
    footer = {
      "",
      "Both files are CSV with a line 'policy,score' first; a policy with several "
          + "lines has several episodes. MMRV (mean maximum rank violation) is 0 at best, "
          + "in units of the real scores; correlations are 1 at best. Intervals 'over "
          + "policies' resample the policies, those 'over episodes' the episodes of each "
          + "policy. With few policies any interval is wide.",
      "",
      "Exit status: 0 compared, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real rank real.csv sim.csv"
    })
final class RankCommand implements Callable<Integer> {

  private static final double LEVEL = 0.95;
  private static final long MOST_BYTES = 64L << 20;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "REAL.csv", description = "Scores on the robot.")
  private Path real;

  @Parameters(index = "1", paramLabel = "SIM.csv", description = "Scores in simulation.")
  private Path simulated;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of the resamples (default: 0).")
  private long seed;

  @Override
  public Integer call() {
    try {
      PolicyRanking ranking = PolicyRanking.of(read(real), read(simulated));
      print(ranking, spec.commandLine().getOut());
      return ExitStatus.OK;
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private void print(PolicyRanking ranking, PrintWriter out) {
    out.printf("%-32s %10s %10s%n", "policy", "real", "simulated");
    for (int i = 0; i < ranking.policies().size(); i++) {
      out.printf(
          Locale.ROOT,
          "%-32s %10.4f %10.4f%n",
          ranking.policies().get(i),
          ranking.realScore(i),
          ranking.simulatedScore(i));
    }
    Bootstrap bootstrap = new Bootstrap(seed, Bootstrap.USUAL_RESAMPLES);
    out.printf("%n%-10s %10s  %-24s %s%n", "", "value", "95 % over policies", "over episodes");
    for (Measure measure : Measure.values()) {
      out.printf(
          Locale.ROOT,
          "%-10s %10.4f  %-24s %s%n",
          measure,
          ranking.value(measure),
          text(() -> ranking.overPolicies(measure, LEVEL, bootstrap)),
          ranking.hasEpisodes()
              ? text(() -> ranking.overEpisodes(measure, LEVEL, bootstrap))
              : "-");
    }
    out.flush();
  }

  /** A correlation of constant scores is no number, and then its resamples are none either. */
  private static String text(Supplier<Interval> interval) {
    try {
      Interval found = interval.get();
      return "[%.4f, %.4f]".formatted(found.low(), found.high());
    } catch (IllegalArgumentException e) {
      return "not defined";
    }
  }

  private static Map<String, double[]> read(Path file) {
    Map<String, List<Double>> scores = new TreeMap<>();
    List<String> lines = lines(file);
    if (lines.isEmpty() || !lines.get(0).strip().equals("policy,score")) {
      throw new BadInputException("the first line of %s must be 'policy,score'".formatted(file));
    }
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty()) {
        continue;
      }
      int comma = line.lastIndexOf(',');
      double score = comma < 1 ? Double.NaN : number(line.substring(comma + 1));
      if (!Double.isFinite(score)) {
        throw new BadInputException(
            "line %d of %s is '%s'; expected a policy and a number, with a comma between"
                .formatted(i + 1, file, line));
      }
      scores.computeIfAbsent(line.substring(0, comma), name -> new ArrayList<>()).add(score);
    }
    Map<String, double[]> arrays = new TreeMap<>();
    scores.forEach(
        (policy, all) -> arrays.put(policy, all.stream().mapToDouble(value -> value).toArray()));
    return arrays;
  }

  private static List<String> lines(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException(
            "%s has more than %d bytes; is it another file?".formatted(file, MOST_BYTES));
      }
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read (%s)".formatted(file, IoReason.of(e)), e);
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
