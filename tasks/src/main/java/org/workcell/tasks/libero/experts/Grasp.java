package org.workcell.tasks.libero.experts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.tasks.libero.problem.Instance;

/**
 * Where a hand that points down holds an object.
 *
 * @param kind what it holds
 * @param grip the grip site in the object's upright frame, metres
 * @param yaw turn of the hand in that frame; 0 closes along its y
 * @param opening distance of the pads when they hold it, metres
 */
record Grasp(String kind, double[] grip, double yaw, double opening) {

  private static final Set<String> ROUND =
      Set.of("akita_black_bowl", "white_bowl", "glazed_rim_porcelain_ramekin", "plate");

  /** Flat boxes may be held slanting, too: they turn between the fingers. */
  private static final Set<String> BOXES =
      Set.of("butter", "chocolate_pudding", "cookies", "cream_cheese");

  private static final double SLANT = 0.3;
  private static final int RIM_PLACES = 12;
  private static final Map<String, List<Grasp>> TABLE = table();

  private static Map<String, List<Grasp>> table() {
    Map<String, List<Grasp>> table = new HashMap<>();
    for (String[] row : Rows.read("/org/workcell/assets/libero/grasps.txt")) {
      List<Grasp> grasps = table.computeIfAbsent(row[0], key -> new ArrayList<>());
      Grasp grasp =
          new Grasp(
              row[1],
              Rows.numbers(row, 2, 3),
              Math.toRadians(Double.parseDouble(row[5])),
              Double.parseDouble(row[6]) / 1000);
      if (!ROUND.contains(row[0])) {
        grasps.add(grasp);
        if (BOXES.contains(row[0])) {
          grasps.add(grasp.turned(SLANT));
          grasps.add(grasp.turned(-SLANT));
        }
      } else if (grasps.isEmpty()) {
        grasps.addAll(grasp.aroundRim());
      }
    }
    return table;
  }

  private Grasp turned(double angle) {
    return new Grasp(kind, grip, yaw + angle, opening);
  }

  private List<Grasp> aroundRim() {
    double radius = Math.abs(grip[1]);
    List<Grasp> all = new ArrayList<>();
    for (int i = 0; i < RIM_PLACES; i++) {
      double angle = 2 * Math.PI * i / RIM_PLACES;
      double[] place = {-radius * Math.sin(angle), radius * Math.cos(angle), grip[2]};
      all.add(new Grasp(kind, place, angle, opening));
    }
    return all;
  }

  /** The grasps of a category, the better ones first. */
  static List<Grasp> of(Instance object) {
    List<Grasp> grasps = TABLE.get(object.category());
    if (grasps == null) {
      throw new IllegalArgumentException("no grasp is known of category " + object.category());
    }
    return grasps;
  }
}
