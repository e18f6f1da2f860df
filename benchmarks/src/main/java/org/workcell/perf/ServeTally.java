package org.workcell.perf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rates and overheads of clients, round by round. */
final class ServeTally {

  private static final class Row {
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();
    private final List<Double> overheads = new ArrayList<>();
  }

  private final int environments;
  private final List<Double> inProcessRates = new ArrayList<>();
  private final Map<String, Row> rows = new LinkedHashMap<>();

  ServeTally(List<String> names, int environments) {
    this.environments = environments;
    names.forEach(name -> rows.put(name, new Row()));
  }

  /** A round begins with the rate of the Java program. */
  void beginRound(double inProcessStepsPerSecond) {
    inProcessRates.add(inProcessStepsPerSecond);
  }

  /** A client has had its turn. */
  void add(String name, JsonNode slice) {
    Row row = rows.get(name);
    double rate =
        slice.get("batches").asLong() * environments * 1e9 / slice.get("nanoseconds").asLong();
    row.rates.add(rate);
    row.ratios.add(rate / inProcessRates.get(inProcessRates.size() - 1));
    slice.get("overheads").forEach(each -> row.overheads.add(each.asLong() / 1e3));
  }

  ServeReport report(Map<String, String> skipped, int rounds) {
    List<ServeReport.Client> clients = new ArrayList<>();
    rows.forEach(
        (name, row) ->
            clients.add(
                new ServeReport.Client(
                    name,
                    quantile(row.rates, 0.5),
                    quantile(row.ratios, 0.5),
                    row.overheads.isEmpty() ? null : quantile(row.overheads, 0.5),
                    row.overheads.isEmpty() ? null : quantile(row.overheads, 0.99))));
    return new ServeReport(quantile(inProcessRates, 0.5), clients, Map.copyOf(skipped), rounds);
  }

  private static double quantile(List<Double> values, double share) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }
}
