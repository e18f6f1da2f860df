package org.workcell.sim2real.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelException;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.model.RobotSimulation;

/**
 * Writes an MJCF file that says what a parameter file found: masses, centres of mass, inertias,
 * damping, armature, friction loss and stiffness of joints, friction and contact parameters of
 * geoms, gains and force limits of servos, delays, and a {@code servo} stage that a position servo
 * of the engine equals. The rest, most of all other stages of the actuator chain, is named in a
 * comment.
 *
 * <p>The user's text is changed where it has to be and nowhere else. A file that it includes stays
 * included unless it holds something that changes; then all included files are put in their place.
 */
public final class MjcfExport {

  /**
   * A parameter that MJCF does not say.
   *
   * @param path what it is
   * @param value its value
   * @param reason why MJCF does not say it
   */
  public record Left(String path, double value, String reason) {}

  /**
   * What became of a parameter file.
   *
   * @param written paths and values that the model has now
   * @param unchanged paths whose values the model had before
   * @param left what it does not say
   */
  public record Result(Map<String, Double> written, List<String> unchanged, List<Left> left) {

    /** What the new model does otherwise at the beginning of a run; empty where nothing. */
    public String note() {
      return written.keySet().stream().anyMatch(path -> path.endsWith("/delay.delay_seconds"))
          ? "A delay of MuJoCo begins with controls of 0, one of Workcell with the first controls."
          : "";
    }
  }

  private MjcfExport() {}

  /**
   * Writes a model with the parameters of a file.
   *
   * @param model the MJCF file that the parameters were found for
   * @param file the parameters
   * @param name of the parameter file, for the comment
   * @param out the new file; whole or not at all, and never in place of another
   * @throws BadInputException if the file does not fit the model, the new model cannot be compiled
   *     or does not say what it should, or the new file cannot be written
   */
  public static Result write(Path model, ParameterFile file, String name, Path out) {
    if (Files.exists(out)) {
      throw new BadInputException("--out %s exists already; name a new file".formatted(out));
    }
    Path target = out.toAbsolutePath().normalize().getParent();
    if (!Files.isDirectory(target)) {
      throw new BadInputException("the folder of --out %s does not exist; make it".formatted(out));
    }
    try (RobotModel robot = RobotModel.load(model)) {
      RobotSetup setup = RobotSetup.builder(robot).parameterFile(file).build();
      try (RobotSimulation wanted = setup.newSimulation()) {
        wanted.apply(new double[0], Map.of(), name);
        return write(new MjcfSource(model), wanted, file, name, out);
      }
    } catch (IllegalArgumentException | ModelException e) {
      throw new BadInputException(
          "%s does not fit model %s: %s".formatted(name, model, e.getMessage()), e);
    }
  }

  private static Result write(
      MjcfSource source, RobotSimulation wanted, ParameterFile file, String name, Path out) {
    MjcfWriter writer = new MjcfWriter(new MjcfText(source.text()), wanted, file);
    if (!writer.findsEverything()) {
      writer = new MjcfWriter(new MjcfText(source.withIncludes()), wanted, file);
    }
    Result result = writer.write();
    MjcfText text = writer.text();
    source.relocate(text, out.toAbsolutePath().normalize().getParent());
    text.insertFirst(text.root(), comment(name, file, result));
    Path draft = out.resolveSibling(out.getFileName() + ".new");
    try {
      Files.writeString(draft, text.result(), StandardCharsets.UTF_8);
      try (Model compiled = Model.load(draft)) {
        writer.requireSaid(compiled);
      } catch (ModelException e) {
        throw new BadInputException(
            "the model with the parameters of %s cannot be compiled: %s"
                .formatted(name, e.getMessage()),
            e);
      }
      AtomicFiles.replace(out, draft);
      return result;
    } catch (IOException e) {
      throw new BadInputException(
          "--out %s cannot be written (%s)".formatted(out, IoReason.of(e)), e);
    } finally {
      deleteQuietly(draft);
    }
  }

  private static void deleteQuietly(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be deleted (%s)".formatted(draft, e), e);
    }
  }

  private static String comment(String name, ParameterFile file, Result result) {
    StringBuilder comment = new StringBuilder("\n  <!-- Identified parameters of ");
    comment.append(name);
    if (!file.family().isEmpty()) {
      comment.append(", family ").append(file.family());
    }
    comment.append("; written by Workcell.\n");
    comment.append(
        result.written().entrySet().stream()
            .map(each -> "       %s = %s%n".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining()));
    if (!result.note().isEmpty()) {
      comment.append("       ").append(result.note()).append("\n");
    }
    if (!result.left().isEmpty()) {
      comment.append("       This file does not say:\n");
      comment.append(
          result.left().stream()
              .map(
                  each ->
                      "       %s = %s (%s)%n".formatted(each.path(), each.value(), each.reason()))
              .collect(Collectors.joining()));
    }
    // XML allows no two hyphens in a comment.
    return "\n  <!--" + comment.substring("\n  <!--".length()).replace("--", "- -") + "  -->";
  }
}
