package org.workcell.sim2real.gap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim.files.BadInputException;

/** Compares the load that {@code identify --payload} found with the hidden one. */
final class PayloadScore {

  private static final String[] AXES = {"x", "y", "z"};

  private PayloadScore() {}

  /**
   * Mass and centre of the load, which the nominal robot lacks. Errors of the centre are shares of
   * its distance from the frame of the body.
   *
   * @throws BadInputException if there is no load, or the file found none
   */
  static List<GapScore.Number> of(GapTruth truth, ParameterFile loaded) {
    GapTruth.Payload payload = truth.payload();
    if (payload == null) {
      throw new BadInputException(
          "these logs have no load; make them with 'gap make --payload', or leave out --payload");
    }
    Map<String, Double> fit = loaded.fit();
    if (!fit.containsKey("payload.mass_kg")) {
      throw new BadInputException(
          "the parameters name no load; give what 'identify --payload %s' wrote"
              .formatted(payload.body()));
    }
    double square = 0;
    for (double place : payload.placeMetres()) {
      square += place * place;
    }
    List<GapScore.Number> numbers = new ArrayList<>();
    double mass = payload.massKilograms();
    numbers.add(number(fit, "mass", "kg", mass, mass));
    for (int i = 0; i < AXES.length; i++) {
      numbers.add(number(fit, "com_" + AXES[i], "m", payload.placeMetres()[i], Math.sqrt(square)));
    }
    return numbers;
  }

  private static GapScore.Number number(
      Map<String, Double> fit, String name, String unit, double real, double scale) {
    String key = "payload." + name + "_";
    double estimate = fit.get(key + unit);
    double low = fit.get(key + "low_" + unit);
    double high = fit.get(key + "high_" + unit);
    return new GapScore.Number(
        "payload/" + name,
        unit,
        0,
        real,
        estimate,
        100 * Math.abs(estimate - real) / scale,
        name.equals("mass"),
        true,
        low <= real && real <= high,
        null);
  }
}
