package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Distance;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.ShapedReward;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/**
 * LAMP's pretraining scene: three things of eleven classes lie on the table, and the named one is
 * to be picked. Each class has two shapes of our own; every thing has one of twenty colours. The
 * dense reward is {@code clip(1 - distance / 0.5155, 0, 1)}, and 3 more while the thing is held.
 */
public final class LampPick implements TabletopTask {

  private static final int SHAPES = 2;
  private static final int THINGS = 3;

  /** LAMP's length by which distances are divided, metres. */
  private static final double REACH_METRES = 0.5155;

  private static final double GRASP_BONUS = 3;

  private static final List<String> CLASSES =
      List.of(
          "bag",
          "bowl",
          "cap",
          "earphone",
          "faucet",
          "jar",
          "knife",
          "laptop",
          "mug",
          "pot",
          "telephone");

  private static final LampPrompts PROMPTS = LampPrompts.read();

  @Override
  public String name() {
    return "lamp-pick";
  }

  @Override
  public List<TaskVariation> variations() {
    return CLASSES.stream()
        .map(
            thing ->
                TaskVariation.of(
                    thing,
                    "pick up the %s".formatted(thing),
                    "grasp the %s".formatted(thing),
                    "take hold of the %s".formatted(thing)))
        .toList();
  }

  @Override
  public List<Spot> spots() {
    List<Spot> all = new ArrayList<>();
    for (int i = 0; i < THINGS; i++) {
      all.add(
          Spot.round("slot" + i, 0.07)
              .in(Region.around(0.25, 0, 0.2, 0.25))
              .yaw(-Math.PI, Math.PI)
              .clear(0.01));
    }
    return List.copyOf(all);
  }

  @Override
  public List<Choice> choices() {
    List<Choice> all = new ArrayList<>();
    for (int i = 1; i < THINGS; i++) {
      all.add(new Choice("other_class" + i, CLASSES.size() - i));
    }
    for (int i = 0; i < THINGS; i++) {
      all.add(new Choice("shape" + i, SHAPES));
      all.add(new Choice("color" + i, Color.all().size()));
    }
    return List.copyOf(all);
  }

  @Override
  public List<String> graspable() {
    List<String> all = new ArrayList<>();
    for (String thing : CLASSES) {
      for (int shape = 0; shape < SHAPES; shape++) {
        all.add(thing + shape);
      }
    }
    return List.copyOf(all);
  }

  @Override
  public List<String> frames() {
    return List.of("grasp");
  }

  /** The classes of an episode: the named one, then others that differ from each other. */
  private static List<String> things(Draw draw) {
    List<String> left = new ArrayList<>(CLASSES);
    List<String> things = new ArrayList<>();
    things.add(left.remove(draw.variation()) + draw.choice("shape0"));
    for (int i = 1; i < THINGS; i++) {
      things.add(left.remove(draw.choice("other_class" + i)) + draw.choice("shape" + i));
    }
    return things;
  }

  @Override
  public void arrange(Arrangement episode) {
    List<String> things = things(episode.draw());
    graspable().stream().filter(body -> !things.contains(body)).forEach(episode::putAway);
    for (int i = 0; i < THINGS; i++) {
      episode.putAt(things.get(i), "slot" + i);
      episode.paint(things.get(i), Color.all().get(episode.choice("color" + i)));
    }
    episode.bind("grasp", things.get(0) + "_grasp");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.grasped(things(draw).get(0)));
  }

  @Override
  public boolean hasShapedReward() {
    return true;
  }

  @Override
  public Optional<ShapedReward> shapedReward(Parts parts, Draw draw) {
    String thing = things(draw).get(0);
    Distance distance = parts.bodyToSite(thing, "tip");
    var held = parts.grasped(thing);
    return Optional.of(
        () -> {
          double near = Math.min(Math.max(1 - distance.metres() / REACH_METRES, 0), 1);
          return near + (held.holds() ? GRASP_BONUS : 0);
        });
  }

  @Override
  public List<String> promptStyles() {
    return PROMPTS.styles();
  }

  @Override
  public List<String> prompts(String style, int variation) {
    return PROMPTS.of(style, CLASSES.get(variation));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick("grasp", 0.08).lift(0.1);
  }

  @Override
  public String successRule() {
    return "the thing is held";
  }
}
