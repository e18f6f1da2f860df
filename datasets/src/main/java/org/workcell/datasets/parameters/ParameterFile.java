package org.workcell.datasets.parameters;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code workcell sim2real identify} writes and {@code --actuators}, {@code replay} and {@code
 * export} read.
 *
 * @param format {@link #FORMAT}
 * @param workcell version of the program
 * @param engine name and version of the physics engine
 * @param method {@code inverse} or {@code forward}
 * @param family name of the chosen family of models
 * @param model what was read: the robot's model; null in a file that was written by hand
 * @param inputs what else was read: logs, mapping files
 * @param parameters everything that was fitted, held or frozen; their values go before those of the
 *     chain
 * @param chain the actuator chain in the order of application, with all its values
 * @param fit numbers that describe the fit, by name, such as {@code rms_position_rad@0.5}
 * @param constants what constants of logs set, where somebody said so in place of the model's own
 *     text, in the words of {@code --constants}; empty where nobody did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ParameterFile(
    int format,
    String workcell,
    String engine,
    String method,
    String family,
    Source model,
    List<Source> inputs,
    List<IdentifiedParameter> parameters,
    List<ChainStage> chain,
    Map<String, Double> fit,
    String constants) {

  /** The format that this version writes. */
  public static final int FORMAT = 1;

  /**
   * A file that was read.
   *
   * @param file its name, without its folder
   * @param sha256 its checksum in hexadecimal digits
   */
  public record Source(String file, String sha256) {}

  /** Takes defensive copies. */
  public ParameterFile {
    inputs = List.copyOf(inputs);
    parameters = List.copyOf(parameters);
    chain = List.copyOf(chain);
    fit = Collections.unmodifiableMap(new TreeMap<>(fit));
  }

  /** A file in which nothing is said of constants. */
  public ParameterFile(
      int format,
      String workcell,
      String engine,
      String method,
      String family,
      Source model,
      List<Source> inputs,
      List<IdentifiedParameter> parameters,
      List<ChainStage> chain,
      Map<String, Double> fit) {
    this(format, workcell, engine, method, family, model, inputs, parameters, chain, fit, "");
  }

  /** The same with what constants of logs set. */
  public ParameterFile withConstants(String bindings) {
    return new ParameterFile(
        format,
        workcell,
        engine,
        method,
        family,
        model,
        inputs,
        parameters,
        chain,
        fit,
        bindings.strip());
  }

  /** The same with other files that were read, too. */
  public ParameterFile withInputs(List<Source> more) {
    List<Source> all = new ArrayList<>(inputs);
    more.stream().filter(each -> !all.contains(each)).forEach(all::add);
    return new ParameterFile(
        format, workcell, engine, method, family, model, all, parameters, chain, fit, constants);
  }
}
