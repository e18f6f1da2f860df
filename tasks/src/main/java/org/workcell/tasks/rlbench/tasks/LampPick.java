package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.objects.Things;
import org.workcell.tasks.rlbench.objects.Things.Kind;
import org.workcell.tasks.rlbench.objects.Things.Thing;
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
 * LAMP's pretraining scene: three things of different kinds lie on the table, and the named one is
 * to be picked. There are eleven kinds with two shapes of our own each, or those of a user's folder
 * of meshes; every thing without a texture has one of twenty colours. With fewer than three kinds,
 * an episode has one thing of each. The dense reward is {@code clip(1 - distance / 0.5155, 0, 1)},
 * and 3 more while the thing is held.
 */
public final class LampPick implements TabletopTask {

  private static final int MOST_THINGS = 3;

  /** Of which a thing is drawn where kinds have different numbers of them. */
  private static final int FINE = 1_000_000;

  /** LAMP's length by which distances are divided, metres. */
  private static final double REACH_METRES = 0.5155;

  private static final double GRASP_BONUS = 3;

  private static final LampPrompts PROMPTS = LampPrompts.read();

  private final List<Kind> kinds;
  private final Things all;

  /** The task with things of our own. */
  public LampPick() {
    this(LampThings.builtin());
  }

  private LampPick(Things all) {
    this.all = all;
    this.kinds = all.kinds();
  }

  @Override
  public String name() {
    return "lamp-pick";
  }

  @Override
  public List<TaskSetting> ownSettings() {
    return LampThings.settings();
  }

  @Override
  public LampPick with(Map<String, String> settings) {
    return new LampPick(
        LampThings.fromFolder(settings) ? LampThings.ofFolder(settings) : LampThings.builtin());
  }

  @Override
  public String sceneFile() {
    return all.scene();
  }

  @Override
  public SceneAdditions additions() {
    return all.additions();
  }

  @Override
  public List<TaskVariation> variations() {
    return kinds.stream()
        .map(
            kind ->
                TaskVariation.of(
                    kind.name(),
                    "pick up the %s".formatted(kind.noun()),
                    "grasp the %s".formatted(kind.noun()),
                    "take hold of the %s".formatted(kind.noun())))
        .toList();
  }

  private int count() {
    return Math.min(MOST_THINGS, kinds.size());
  }

  @Override
  public List<Spot> spots() {
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      spots.add(
          Spot.round("slot" + i, 0.07)
              .in(Region.around(0.25, 0, 0.2, 0.25))
              .yaw(-Math.PI, Math.PI)
              .clear(0.01));
    }
    return List.copyOf(spots);
  }

  @Override
  public List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    for (int i = 1; i < count(); i++) {
      choices.add(new Choice("other_class" + i, kinds.size() - i));
    }
    for (int i = 0; i < count(); i++) {
      choices.add(new Choice("shape" + i, shapes()));
      choices.add(new Choice("color" + i, Color.all().size()));
    }
    return List.copyOf(choices);
  }

  /** Values of the choice among the things of a kind, whichever kind it will be. */
  private int shapes() {
    int first = kinds.get(0).things().size();
    return kinds.stream().allMatch(kind -> kind.things().size() == first) ? first : FINE;
  }

  private Thing chosen(Kind kind, int shape) {
    return kind.things().get((int) ((long) shape * kind.things().size() / shapes()));
  }

  @Override
  public List<String> graspable() {
    return kinds.stream().flatMap(kind -> kind.things().stream()).map(Thing::body).toList();
  }

  @Override
  public List<String> frames() {
    return List.of("grasp");
  }

  /** The things of an episode: the named one, then others of kinds that differ from each other. */
  private List<Thing> things(Draw draw) {
    List<Kind> left = new ArrayList<>(kinds);
    List<Thing> things = new ArrayList<>();
    things.add(chosen(left.remove(draw.variation()), draw.choice("shape0")));
    for (int i = 1; i < count(); i++) {
      things.add(chosen(left.remove(draw.choice("other_class" + i)), draw.choice("shape" + i)));
    }
    return things;
  }

  @Override
  public void arrange(Arrangement episode) {
    List<Thing> things = things(episode.draw());
    List<String> bodies = things.stream().map(Thing::body).toList();
    graspable().stream().filter(body -> !bodies.contains(body)).forEach(episode::putAway);
    for (int i = 0; i < things.size(); i++) {
      episode.putAt(bodies.get(i), "slot" + i);
      if (things.get(i).paintable()) {
        episode.paint(bodies.get(i), Color.all().get(episode.choice("color" + i)));
      }
    }
    episode.bind("grasp", things.get(0).grasp());
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.grasped(things(draw).get(0).body()));
  }

  @Override
  public boolean hasShapedReward() {
    return true;
  }

  @Override
  public Optional<ShapedReward> shapedReward(Parts parts, Draw draw) {
    String thing = things(draw).get(0).body();
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
    return PROMPTS.of(style, kinds.get(variation));
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
