package org.workcell.datasets.parameters;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.workcell.datasets.records.Json;
import org.workcell.sim.control.ActuatorChain;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.DriveConstants;

/**
 * Reads and writes {@code params.json}. Numbers that are not finite, which JSON cannot hold, are
 * {@code null}: no nominal value, no bound of the search. Limits of a chain that are infinite,
 * which is their default, are left out. Thread-safe.
 */
public final class ParameterFiles {

  /** Far more than a robot has parameters. */
  static final int MOST_BYTES = 16 << 20;

  private ParameterFiles() {}

  /**
   * Reads a file.
   *
   * @throws BadInputException if it is none, or too large, or says what it cannot say
   */
  public static ParameterFile read(Path file) {
    return parse(file.toString(), text(file));
  }

  /**
   * Reads a file as the drives of a robot.
   *
   * @throws BadInputException as {@link #read}
   */
  public static ActuatorModel readActuators(Path file) {
    Path name = file.getFileName();
    return actuators(name == null ? file.toString() : name.toString(), text(file));
  }

  private static String text(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new BadInputException(
            "parameter file %s has more than %d bytes; is it another file?"
                .formatted(file, MOST_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BadInputException(
          "parameter file %s cannot be read (%s); check path and permissions"
              .formatted(file, IoReason.of(e)),
          e);
    }
  }

  /**
   * Understands the text of a file.
   *
   * @param name for messages
   * @throws BadInputException as {@link #read}
   */
  public static ParameterFile parse(String name, String text) {
    try {
      ParameterFile file = ParameterReader.read(text);
      chain(file);
      return file;
    } catch (IllegalArgumentException e) {
      throw new BadInputException("parameter file %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * The drives that the text of a file describes, with the text itself, so that runs can keep it.
   *
   * @param name of the file, without its folder
   * @throws BadInputException as {@link #read}
   */
  public static ActuatorModel actuators(String name, String text) {
    ParameterFile file = parse(name, text);
    try {
      Map<String, Double> constants = new TreeMap<>();
      for (IdentifiedParameter parameter : file.parameters()) {
        if (DriveConstants.has(parameter.path()) && Double.isFinite(parameter.value())) {
          constants.put(parameter.path(), parameter.value());
        }
      }
      ActuatorModel.Source source = new ActuatorModel.Source(name, sha256(text), text);
      return new ActuatorModel(Optional.of(source), chain(file), constants);
    } catch (IllegalArgumentException e) {
      throw new BadInputException("parameter file %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /**
   * The drives that a run kept.
   *
   * @throws BadInputException as {@link #read}, or if the text is not the one of the checksum
   */
  public static ActuatorModel of(ActuatorModel.Source source) {
    if (!sha256(source.content()).equals(source.sha256())) {
      throw new BadInputException(
          "the kept parameter file %s does not have the checksum %s; was it edited? restore it"
              .formatted(source.file(), source.sha256()));
    }
    return actuators(source.file(), source.content());
  }

  /**
   * Paths of parameters that are no part of {@link #actuators}, because no scene of a task takes
   * them: of sensors and sites. How much torque a current makes is no matter of environments.
   */
  public static List<String> notOfScenes(ParameterFile file) {
    return file.parameters().stream()
        .filter(parameter -> Double.isFinite(parameter.value()))
        .map(IdentifiedParameter::path)
        .filter(path -> !DriveConstants.has(path) && !StagePath.isOne(path))
        .filter(path -> !path.endsWith("/torque_per_current"))
        .toList();
  }

  /**
   * The actuator chain of a file. Where a parameter and the chain both name a value, that of the
   * parameter counts.
   *
   * @throws IllegalArgumentException if there is no such stage, actuator or parameter, or a value
   *     is impossible
   */
  public static ActuatorChain chain(ParameterFile file) {
    ActuatorChain chain =
        ActuatorChain.of(
            file.chain().stream()
                .map(stage -> new ActuatorChain.Stage(stage.stage(), stage.actuators()))
                .toList());
    for (IdentifiedParameter parameter : file.parameters()) {
      if (StagePath.isOne(parameter.path()) && Double.isFinite(parameter.value())) {
        StagePath path = StagePath.of(parameter.path());
        chain = chain.with(path.stage(), path.actuator(), path.parameter(), parameter.value());
      }
    }
    return chain;
  }

  /** Checksum of a text in UTF-8, in hexadecimal digits. */
  public static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Writes a file; it is there whole or not at all. */
  public static void write(Path path, ParameterFile file) throws IOException {
    AtomicFiles.write(path, text(file).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The text of a file; the same bytes for the same parameters.
   *
   * @throws IllegalArgumentException if it would not be read again
   */
  public static String text(ParameterFile file) {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("format", file.format()).put("workcell", file.workcell()).put("engine", file.engine());
    root.put("method", file.method()).put("family", file.family());
    if (file.model() != null) {
      root.set("model", source(file.model()));
    }
    ArrayNode inputs = root.putArray("inputs");
    file.inputs().forEach(input -> inputs.add(source(input)));
    ArrayNode parameters = root.putArray("parameters");
    file.parameters().forEach(parameter -> parameters.add(node(parameter)));
    ArrayNode chain = root.putArray("chain");
    file.chain().forEach(stage -> chain.add(node(stage)));
    ObjectNode fit = root.putObject("fit");
    file.fit().forEach((name, value) -> put(fit, name, value));
    if (!file.constants().isEmpty()) {
      root.put("constants", file.constants());
    }
    String text = Json.pretty(root);
    ParameterReader.read(text);
    return text;
  }

  private static ObjectNode source(ParameterFile.Source source) {
    return Json.mapper()
        .createObjectNode()
        .put("file", source.file())
        .put("sha256", source.sha256());
  }

  private static ObjectNode node(IdentifiedParameter parameter) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("path", parameter.path()).put("unit", parameter.unit());
    put(node, "value", parameter.value());
    put(node, "nominal", parameter.nominal());
    put(node, "low", parameter.low());
    put(node, "high", parameter.high());
    putInterval(node, "ci95", parameter.ci95());
    putInterval(node, "ci95_bootstrap", parameter.ci95Bootstrap());
    node.put("status", parameter.status().name().toLowerCase(Locale.ROOT));
    return node.put("note", parameter.note() == null ? "" : parameter.note());
  }

  private static void put(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    } else {
      node.putNull(name);
    }
  }

  private static void putInterval(ObjectNode node, String name, List<Double> ends) {
    if (ends != null) {
      ArrayNode array = node.putArray(name);
      for (double end : ends) {
        if (Double.isFinite(end)) {
          array.add(end);
        } else {
          array.addNull();
        }
      }
    }
  }

  private static JsonNode node(ChainStage stage) {
    ObjectNode node = Json.mapper().createObjectNode().put("stage", stage.stage());
    ObjectNode actuators = node.putObject("actuators");
    stage
        .actuators()
        .forEach(
            (actuator, values) -> {
              ObjectNode each = actuators.putObject(actuator);
              new TreeMap<>(values)
                  .forEach(
                      (parameter, value) -> {
                        boolean unlimited =
                            parameter.endsWith("_limit") && value == Double.POSITIVE_INFINITY;
                        if (!unlimited) {
                          put(each, parameter, value);
                        }
                      });
            });
    return node;
  }
}
