package org.workcell.sim2real.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.html.Html;
import org.workcell.sim2real.inverse.InversePrediction;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayStudy;

/**
 * One HTML page about a robot's logs and a model: what was read, a verdict in words, parameters,
 * errors, plots, limits, and how to go on. It refers to no other file and has no scripts. Sections
 * are as the caller adds them; one thread at a time.
 */
public final class Sim2RealReport {

  private final String title;
  private final List<String> verdict = new ArrayList<>();
  private final StringBuilder sections = new StringBuilder();
  private final StringBuilder limits = new StringBuilder();
  private final StringBuilder files = new StringBuilder();
  private String use = "";

  /** An empty page. */
  public Sim2RealReport(String title) {
    this.title = title;
  }

  /** Says which files were read. */
  public Sim2RealReport files(List<ParameterFile.Source> sources) {
    List<List<String>> rows =
        sources.stream().map(source -> List.of(source.file(), source.sha256())).toList();
    files.append(
        Markup.section(
            "What was read", Markup.table("files", List.of("file", "SHA-256 checksum"), rows)));
    return this;
  }

  /** Adds what was identified: counts, families, parameters, limits. */
  public Sim2RealReport parameters(ParameterFile file) {
    ParameterSections parameters = new ParameterSections(file);
    verdict.add(
        "Method %s, family %s: %d numbers were fitted, %d held as given, and %d frozen at nominal because the logs do not tell them."
            .formatted(
                file.method(),
                file.family(),
                parameters.count(Status.FITTED),
                parameters.count(Status.HELD),
                parameters.count(Status.FROZEN)));
    sections.append(parameters.parameters()).append(parameters.families());
    sections.append(parameters.numbers());
    limits.append(parameters.limits());
    return this;
  }

  /**
   * Adds predicted currents or torques.
   *
   * @param robot the nominal model
   * @param file found by the inverse method
   * @param fitted logs that were fitted
   * @param heldOut logs that were not
   */
  public Sim2RealReport efforts(
      RobotModel robot, ParameterFile file, List<RobotLog> fitted, List<RobotLog> heldOut) {
    List<EffortComparison> all = new ArrayList<>();
    heldOut.forEach(log -> all.add(compare(robot, file, log, true)));
    fitted.forEach(log -> all.add(compare(robot, file, log, false)));
    List<String> joints =
        robot.joints(fitted.get(0).meta()).stream().map(RobotJoint::name).toList();
    EffortSection section = new EffortSection(all, joints);
    verdict.add(section.verdict());
    sections.append(section.html());
    return this;
  }

  private static EffortComparison compare(
      RobotModel robot, ParameterFile file, RobotLog log, boolean heldOut) {
    return new EffortComparison(
        InversePrediction.of(robot, file, log),
        InversePrediction.nominal(robot, file, log),
        heldOut);
  }

  /** Adds errors of replays and plots of windows, of the candidates and logs of a study. */
  public Sim2RealReport replay(
      ReplayStudy study,
      List<ReplayStudy.Candidate> candidates,
      List<RobotLog> logs,
      ReplayStudy.Options options) {
    ReplaySection section =
        new ReplaySection(study, ReplaySignals.of(study, candidates, logs, options));
    verdict.add(section.verdict());
    sections.append(section.html());
    return this;
  }

  /** Adds errors of ways of making the model follow the robot; the first one is open loop. */
  public Sim2RealReport comparison(ReplayStudy study) {
    ComparisonSection section = new ComparisonSection(study);
    verdict.add(section.verdict());
    sections.append(section.html());
    return this;
  }

  /**
   * Replays logs with the nominal model and with parameters, and adds what comes out; says why
   * where these logs cannot be replayed.
   */
  public Sim2RealReport replay(
      RobotModel robot, ParameterFile file, List<RobotLog> logs, ReplayStudy.Options options) {
    try {
      List<ReplayStudy.Candidate> candidates =
          List.of(
              new ReplayStudy.Candidate("nominal model", RobotSetup.builder(robot).build()),
              new ReplayStudy.Candidate(
                  "with parameters", RobotSetup.builder(robot).parameterFile(file).build()));
      return replay(ReplayStudy.of(candidates, logs, options), candidates, logs, options);
    } catch (IllegalArgumentException | BadInputException e) {
      sections.append(
          Markup.section(
              "Errors of replays by horizon",
              Markup.paragraph("These logs cannot be replayed: %s.".formatted(e.getMessage()))));
      return this;
    }
  }

  /** Adds a sentence to the verdict. */
  public Sim2RealReport verdict(String sentence) {
    verdict.add(sentence);
    return this;
  }

  /**
   * Adds a section with a table of two columns of text and others of numbers, if it has rows.
   *
   * @param about what the table shows, in sentences
   */
  public Sim2RealReport table(
      String heading, String about, List<String> head, List<List<String>> rows) {
    return table("numbers", heading, about, head, rows);
  }

  /**
   * Adds a section with a table of texts, if it has rows.
   *
   * @param about what the table shows, in sentences
   */
  public Sim2RealReport words(
      String heading, String about, List<String> head, List<List<String>> rows) {
    return table("words", heading, about, head, rows);
  }

  private Sim2RealReport table(
      String kind, String heading, String about, List<String> head, List<List<String>> rows) {
    if (!rows.isEmpty()) {
      sections.append(
          Markup.section(heading, Markup.paragraph(about) + Markup.table(kind, head, rows)));
    }
    return this;
  }

  /**
   * Says how to use the result, with names of the files in commands.
   *
   * @param model {@code builtin:NAME}, or a file
   */
  public Sim2RealReport use(String model, String params, String logs) {
    use =
        Markup.section(
            "How to use the result",
            Markup.paragraph(
                    "%s has all numbers of this page with units, intervals and status, for programs."
                        .formatted(params))
                + "<pre>%s</pre>\n"
                    .formatted(
                        Html.escape(
                            """
                            # a model file for any simulator that reads MJCF
                            workcell sim2real export %2$s --model %1$s --out identified.xml

                            %4$s

                            # how far simulation and robot part, on these or other logs
                            workcell sim2real replay %3$s --model %1$s --params %2$s --report replay.html
                            """
                                .formatted(model, params, logs, inTask(model, params))
                                .strip())));
    return this;
  }

  private static String inTask(String model, String params) {
    boolean own = model.startsWith("builtin:");
    return """
    # the drives' delay, friction and limits in a task%s
    workcell bench arm/reach-v1 --robot %s%s --actuators %s\
    """
        .formatted(
            own ? "" : "; robot.yaml is a map of the robot, see docs/arm.md",
            model,
            own ? "" : " --robot-map robot.yaml",
            params);
  }

  /** The page. */
  public String html() {
    StringBuilder words = new StringBuilder();
    for (int i = verdict.size() - 1; i >= 0; i--) {
      words.append(Markup.paragraph(verdict.get(i)));
    }
    Engine.Identity engine = Engine.load();
    Map<String, String> values = new LinkedHashMap<>();
    values.put("title", Html.escape(title));
    values.put("verdict", words.toString());
    values.put("sections", files.toString() + sections + limits + use);
    values.put(
        "footer",
        Html.escape(
            "Workcell %s, %s %s"
                .formatted(WorkcellVersion.current(), engine.name(), engine.version())));
    return Html.fill(Sim2RealReport.class, "report.html", values);
  }
}
