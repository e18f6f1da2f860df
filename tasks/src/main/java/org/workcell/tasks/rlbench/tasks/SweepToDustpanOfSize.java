package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.goal.GoalCondition;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/**
 * Sweep five crumbs into the tall or the short dustpan with a hand broom. Drawn places of crumbs
 * count from the middle of their patch, along its axes; the pans stand on either side of it and
 * both pans face the patch, as far as their drawn yaw says otherwise.
 */
public final class SweepToDustpanOfSize implements TabletopTask {

  private static final String BROOM = "broom";
  private static final String GRIP = "broom_grip";
  private static final String BRISTLES = "bristles";
  private static final String PATCH = "patch";
  private static final String BEGIN = "sweep_begin";
  private static final String END = "sweep_end";
  private static final String HAND_BEGIN = "hand_begin";
  private static final String HAND_END = "hand_end";
  private static final List<String> SIZES = List.of("tall", "short");

  /** Each crumb lies in a cell of its own, metres from the patch's middle. */
  private static final double[][] CELLS = {
    {0, 0}, {-0.025, -0.025}, {-0.025, 0.025}, {0.025, -0.025}, {0.025, 0.025}
  };

  /** Where the arm stands, metres. */
  private static final double BASE_X = -0.268;

  private static final double HALF_CELL = 0.0125;
  private static final Region PATCH_REGION = new Region(0.12, 0.42, -0.14, 0.14);
  private static final Region TALL_REGION = new Region(0.02, 0.5, 0.05, 0.45);

  private static final Region SHORT_REGION = new Region(0.02, 0.5, -0.45, -0.05);
  private static final String MIRRORED = "mirrored";

  @Override
  public String name() {
    return "sweep_to_dustpan_of_size";
  }

  @Override
  public List<TaskVariation> variations() {
    return SIZES.stream()
        .map(
            size ->
                TaskVariation.of(
                    size,
                    "sweep the dirt into the %s dustpan".formatted(size),
                    "use the broom to brush the crumbs into the %s dustpan".formatted(size),
                    "clean up the dirt with the broom and the %s pan".formatted(size)))
        .toList();
  }

  private static String pan(String size) {
    return size + "_dustpan";
  }

  @Override
  public List<Spot> spots() {
    List<Spot> all = new ArrayList<>();
    all.add(Spot.round(PATCH, 0.07).in(PATCH_REGION).clear(0.06));
    all.add(panSpot("tall", TALL_REGION));
    all.add(panSpot("short", SHORT_REGION));
    all.add(Spot.box(BROOM, 0.015, 0.078).turned(Math.PI / 6));
    for (int i = 0; i < CELLS.length; i++) {
      Region cell = Region.around(CELLS[i][0], CELLS[i][1], HALF_CELL, HALF_CELL);
      all.add(Spot.box(crumb(i), 0.006, 0.006).in(cell).clear(-1));
    }
    return List.copyOf(all);
  }

  private static Spot panSpot(String size, Region region) {
    return Spot.round(pan(size), 0.08).in(region).turned(0.06).clear(0.06);
  }

  /** Whether left and right are exchanged, so that each pan may stand on either side. */
  @Override
  public List<Choice> choices() {
    return List.of(new Choice(MIRRORED, 2));
  }

  private static String crumb(int index) {
    return "dirt" + (index + 1);
  }

  @Override
  public List<String> graspable() {
    return List.of(BROOM);
  }

  @Override
  public List<String> frames() {
    return List.of(GRIP, BRISTLES, HAND_BEGIN, BEGIN, END, HAND_END);
  }

  @Override
  public void arrange(Arrangement episode) {
    if (episode.choice(MIRRORED) == 1) {
      List.of(PATCH, pan("tall"), pan("short"), BROOM).forEach(body -> mirror(episode, body));
    }
    double[] patch = episode.placeOf(PATCH);
    double c = Math.cos(patch[2]);
    double s = Math.sin(patch[2]);
    for (int i = 0; i < CELLS.length; i++) {
      double[] at = episode.placeOf(crumb(i));
      double x = patch[0] + c * at[0] - s * at[1];
      double y = patch[1] + s * at[0] + c * at[1];
      episode.place(crumb(i), x, y, patch[2] + at[2]);
    }
    for (int i = 0; i < SIZES.size(); i++) {
      double[] pan = episode.placeOf(pan(SIZES.get(i)));
      double yaw = Math.atan2(pan[1] - patch[1], pan[0] - patch[0]);
      episode.place(pan(SIZES.get(i)), pan[0], pan[1], yaw + pan[2]);
      if (i == episode.variation()) {
        aim(episode, patch, pan, yaw);
      }
    }
  }

  private static void mirror(Arrangement episode, String body) {
    double[] place = episode.placeOf(body);
    episode.place(body, place[0], -place[1], -place[2]);
  }

  /**
   * Lays the guides. A broom has two sides: the hand is turned so that its wrist is far from the
   * ends of its range, whichever way the sweep goes.
   */
  private static void aim(Arrangement episode, double[] patch, double[] pan, double yaw) {
    episode.place(BEGIN, patch[0], patch[1], yaw);
    episode.place(END, pan[0], pan[1], yaw);
    double[] middle = {(patch[0] + pan[0]) / 2 - BASE_X, (patch[1] + pan[1]) / 2};
    boolean away = Math.cos(yaw) * middle[0] + Math.sin(yaw) * middle[1] > 0;
    if (away) {
      episode.bind(HAND_BEGIN, HAND_BEGIN + "_back");
      episode.bind(HAND_END, HAND_END + "_back");
    }
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    GoalCondition[] all = new GoalCondition[CELLS.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = parts.detected(crumb(i), "success_" + SIZES.get(draw.variation()));
    }
    return Goal.all(all);
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick(GRIP, 0.08)
        .lift(0.12)
        .hover(HAND_BEGIN, 0.12)
        .symmetric(Symmetry.NONE)
        .place(BRISTLES, BEGIN)
        .place(BRISTLES, END)
        .hover(HAND_END, 0.1)
        .symmetric(Symmetry.NONE);
  }

  @Override
  public String successRule() {
    return "all five crumbs reach into the named dustpan, 2 cm or more behind its mouth";
  }
}
