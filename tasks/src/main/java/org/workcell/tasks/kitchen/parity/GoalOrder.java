package org.workcell.tasks.kitchen.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Goals of a recording may come in any order; the suite's blocks have one of their own. */
final class GoalOrder {

  /** Number of coordinates of each element, in the suite's order. */
  private static final Map<String, Integer> SIZES = sizes();

  private final int[] places;

  /** The order of a recording. */
  GoalOrder(List<String> recorded) {
    Map<String, Integer> starts = new LinkedHashMap<>();
    int start = 0;
    for (Map.Entry<String, Integer> element : SIZES.entrySet()) {
      if (recorded.contains(element.getKey())) {
        starts.put(element.getKey(), start);
        start += element.getValue();
      }
    }
    List<Integer> found = new ArrayList<>();
    for (String element : recorded) {
      for (int i = 0; i < SIZES.get(element); i++) {
        found.add(starts.get(element) + i);
      }
    }
    this.places = found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put("bottom-burner", 2);
    sizes.put("top-burner", 2);
    sizes.put("light-switch", 2);
    sizes.put("slide-cabinet", 1);
    sizes.put("hinge-cabinet", 2);
    sizes.put("microwave", 1);
    sizes.put("kettle", 7);
    return sizes;
  }

  /** Coordinates of a block of the suite, in the order of the recording. */
  double[] asRecorded(double[] block) {
    double[] values = new double[places.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = block[places[i]];
    }
    return values;
  }
}
