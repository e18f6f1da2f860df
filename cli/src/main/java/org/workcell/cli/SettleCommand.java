package org.workcell.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.workcell.datasets.records.Json;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.scene.AssetPack;
import org.workcell.tasks.libero.placement.Rest;
import org.workcell.tasks.libero.placement.RestSurvey;
import org.workcell.tasks.libero.placement.Resting;
import org.workcell.tasks.libero.placement.StoredStates;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows where the objects of stored starts come to rest. */
@Command(
    name = "settle",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Check where the objects of stored initial states come to rest on this engine, "
            + "and whether the initial atoms hold then.",
    footer = {
      "",
      "Each start is simulated with the robot held until everything rests, for 0.75 s"
          + " at least and 5 s at most. 'before' and 'after' count starts in which every "
          + "object is supported by what its atom names and within 2 cm of its stored "
          + "place. 'farthest' is the largest horizontal movement of an object in all "
          + "starts.",
      "",
      "Exit status: 0 all true after settling, 1 not all, 2 bad input.",
      "",
      "Examples:",
      "  workcell settle libero",
      "  workcell settle libero/spatial --starts stored --rows 50 --assets path/to/LIBERO --json"
    })
final class SettleCommand implements Callable<Integer> {

  /** The report in JSON. */
  private record Report(
      Engine.Identity engine,
      String assets,
      String starts,
      double mostSeconds,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> failed,
      List<Rest> tasks) {}

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SUITE|BENCHMARK|TASK",
      description = "libero, one of its suites such as libero/goal, or a task.")
  private String name;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1",
      description = "Stored states of each task, from the first on, 1 to 50 (default: 1).")
  private int rows;

  @Option(
      names = "--starts",
      paramLabel = "settled|stored",
      defaultValue = "settled",
      description = "Lower objects onto their supports first (default), or leave them as stored.")
  private String starts;

  @Mixin private AssetArguments assets;

  @Option(names = "--json", description = "Print every object of every start as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    List<TaskConfig> configs = configs();
    RestSurvey survey = survey(configs);
    List<Rest> found = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (TaskConfig config : configs) {
      try {
        found.add(survey.survey(config));
      } catch (IllegalArgumentException e) {
        failed.add(config.id() + ": " + e.getMessage());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(
          Json.pretty(
              new Report(Engine.load(), words(), starts, Resting.MOST_SECONDS, failed, found)));
    } else {
      print(out, found, failed);
    }
    out.flush();
    boolean allTrue = found.stream().allMatch(rest -> rest.trueAfter() == rest.rows().size());
    return failed.isEmpty() && allTrue ? ExitStatus.OK : ExitStatus.TARGET_MISSED;
  }

  private List<TaskConfig> configs() {
    if (name.equals(TaskConfigs.NAME)) {
      return TaskConfigs.all();
    }
    String prefix = TaskConfigs.NAME + "/";
    try {
      if (!name.startsWith(prefix)) {
        throw new IllegalArgumentException("there are stored starts of %s*".formatted(prefix));
      }
      String rest = name.substring(prefix.length());
      return rest.contains("/") ? List.of(TaskConfigs.of(name)) : TaskConfigs.suite(rest);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "'%s' is nothing that can be settled: %s".formatted(name, e.getMessage()), e);
    }
  }

  private RestSurvey survey(List<TaskConfig> configs) {
    if (!List.of("settled", "stored").contains(starts)) {
      throw new BadInputException("--starts must be settled or stored, not '%s'".formatted(starts));
    }
    int most = configs.stream().mapToInt(config -> StoredStates.of(config).count()).min().orElse(0);
    if (rows < 1 || rows > most) {
      throw new BadInputException("--rows must be 1 to %d, not %d".formatted(most, rows));
    }
    try {
      return new RestSurvey(AssetPack.parse(words()), starts.equals("settled"), rows);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private String words() {
    return assets.inWords() == null ? "builtin" : assets.inWords();
  }

  private static void print(PrintWriter out, List<Rest> found, List<String> failed) {
    int width = found.stream().mapToInt(rest -> rest.task().length()).max().orElse(4);
    String format = "%-" + width + "s  %6s  %6s  %5s  %11s  %s%n";
    out.printf(format, "task", "starts", "before", "after", "farthest mm", "object, start");
    for (Rest rest : found) {
      Rest.Row farthest = rest.farthest();
      out.printf(
          format,
          rest.task(),
          rest.rows().size(),
          rest.trueBefore(),
          rest.trueAfter(),
          String.format(Locale.ROOT, "%.1f", 1000 * farthest.driftMetres()),
          farthest.farthest() + ", " + farthest.row());
    }
    int starts = found.stream().mapToInt(rest -> rest.rows().size()).sum();
    int after = found.stream().mapToInt(Rest::trueAfter).sum();
    out.printf("%d of %d starts are as their task says%n", after, starts);
    failed.forEach(out::println);
  }
}
