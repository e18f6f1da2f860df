package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.workcell.tasks.rlbench.goal.Combination;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.goal.GoalCondition;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Hang one to three mugs by their handles on the spokes of a mug tree. */
public final class PlaceCups implements TabletopTask {

  private static final int MUGS = 3;
  private static final int ORDERS = 6;
  private static final List<String> NUMBERS = List.of("one cup", "two cups", "three cups");
  private static final List<String> MUG_NAMES = List.of("mug1", "mug2", "mug3");

  /** From the middle of a mug to its wall, metres. */
  private static final double WALL_METRES = 0.0325;

  @Override
  public String name() {
    return "place_cups";
  }

  @Override
  public List<TaskVariation> variations() {
    return NUMBERS.stream()
        .map(
            cups ->
                TaskVariation.of(
                    cups.replace(' ', '_'),
                    "hang %s by the handle on the mug tree".formatted(cups),
                    "put %s on the cup holder".formatted(cups),
                    "slide the handle of %s over the spokes of the tree".formatted(cups),
                    "pick up %s and place them on the mug holder".formatted(cups)))
        .toList();
  }

  @Override
  public List<Spot> spots() {
    Spot tree = Spot.round("tree", 0.1).in(new Region(0.1, 0.42, -0.25, 0.25)).turned(Math.PI / 2);
    Stream<Spot> mugs = MUG_NAMES.stream().map(mug -> Spot.round(mug, 0.05).clear(0.03));
    return Stream.concat(Stream.of(tree), mugs).toList();
  }

  @Override
  public List<String> graspable() {
    return MUG_NAMES;
  }

  @Override
  public List<String> frames() {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= MUGS; i++) {
      all.addAll(List.of(right(i), left(i), hole(i), "end" + i, "hang" + i));
    }
    return List.copyOf(all);
  }

  private static String right(int mug) {
    return "mug%d_right".formatted(mug);
  }

  private static String left(int mug) {
    return "mug%d_left".formatted(mug);
  }

  private static String hole(int mug) {
    return "mug%d_hole".formatted(mug);
  }

  /** Chooses for the expert which spoke each mug goes to, and on which side the hand grips it. */
  @Override
  public void arrange(Arrangement episode) {
    Draw draw = episode.draw();
    int[] spokes = easiestOrder(draw);
    for (int i = 1; i <= MUGS; i++) {
      boolean handleLeft = Math.sin(draw.yaw(i)) > 0;
      boolean wanted = i <= count(draw);
      bindOrNot(episode, right(i), "mug%d_middle".formatted(i), wanted && handleLeft);
      bindOrNot(episode, left(i), "mug%d_middle".formatted(i), wanted && !handleLeft);
      bindOrNot(episode, hole(i), hole(i), wanted);
      episode.bind("end" + i, "spoke%d_end".formatted(spokes[i - 1]));
      episode.bind("hang" + i, "spoke%d_hang".formatted(spokes[i - 1]));
    }
  }

  private static void bindOrNot(Arrangement episode, String frame, String site, boolean bound) {
    if (bound) {
      episode.bind(frame, site);
    } else {
      episode.unbind(frame);
    }
  }

  /** The assignment of spokes to mugs that turns the hand least. */
  private static int[] easiestOrder(Draw draw) {
    int[] best = null;
    double least = Double.POSITIVE_INFINITY;
    for (int rank = 0; rank < ORDERS; rank++) {
      int[] order = Draw.permutation(rank, MUGS);
      double sum = 0;
      for (int i = 0; i < count(draw); i++) {
        double spoke = draw.yaw(0) + 2 * Math.PI / 3 * order[i];
        double turn = Math.IEEEremainder(spoke - draw.yaw(i + 1) - Math.PI / 2, Math.PI);
        sum += turn * turn;
      }
      if (sum < least) {
        least = sum;
        best = order;
      }
    }
    return best;
  }

  private static int count(Draw draw) {
    return draw.variation() + 1;
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    List<GoalCondition> hanging = new ArrayList<>();
    for (String mug : MUG_NAMES) {
      hanging.add(
          Combination.any(
              IntStream.range(0, MUGS)
                  .mapToObj(spoke -> parts.detected(mug, "spoke%d_sensor".formatted(spoke)))
                  .toArray(GoalCondition[]::new)));
    }
    return Goal.all(Combination.atLeast(count(draw), hanging), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    Waypoints all = Waypoints.begin();
    return all.each(
        MUGS,
        i -> {
          all.when(right(i), () -> grip(all, right(i), WALL_METRES));
          all.when(left(i), () -> grip(all, left(i), -WALL_METRES));
          all.when(hole(i), () -> hang(all, hole(i), "end" + i, "hang" + i));
        });
  }

  /** Grips a mug by its wall on the side of the hand that is away from the handle. */
  private static void grip(Waypoints all, String middle, double side) {
    all.reach(middle, 0, side, -0.1)
        .symmetric(Symmetry.ROUND)
        .release()
        .reach(middle, 0, side, 0)
        .symmetric(Symmetry.ROUND)
        .slowly()
        .grasp();
  }

  /** Goes in front of a spoke from above, then along it. */
  private static void hang(Waypoints all, String hole, String end, String hang) {
    all.lift(0.26).carry(hole, end, 0.1).carry(hole, end, 0).place(hole, hang).release().lift(0.12);
  }

  @Override
  public String successRule() {
    return "as many mugs as asked for reach into the boxes of 7 x 1.6 x 2.4 cm around the spokes,"
        + " and nothing is held";
  }

  @Override
  public int horizon() {
    return 900;
  }
}
