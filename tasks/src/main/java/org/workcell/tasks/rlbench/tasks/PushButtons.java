package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.goal.GoalCondition;
import org.workcell.tasks.rlbench.goal.Sequence;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/**
 * Push one, two or three buttons of the named colours, one after the other. There are always three;
 * those that are not named have colours drawn among the rest.
 */
public final class PushButtons implements TabletopTask {

  private static final int BUTTONS = 3;
  private static final int VARIATIONS = 50;
  private static final double PRESSED_METRES = 0.003;

  /** Caps are red, and lime is hard to tell from green. */
  private static final List<Color> COLORS =
      Color.all().stream().filter(color -> color != Color.RED && color != Color.LIME).toList();

  @Override
  public String name() {
    return "push_buttons";
  }

  /** One, two, three buttons in turn, with triples that have each colour in each place. */
  @Override
  public List<TaskVariation> variations() {
    return IntStream.range(0, VARIATIONS).mapToObj(PushButtons::variation).toList();
  }

  private static TaskVariation variation(int index) {
    List<String> words = named(index).stream().map(Color::word).toList();
    return TaskVariation.of(
        String.join("_", words),
        words("push the %s button", ", then the %s button", words),
        words("press the button with the %s base", ", then the one with the %s base", words),
        words("push down the %s button", ", after it the %s one", words));
  }

  private static String words(String first, String next, List<String> colors) {
    return first.formatted(colors.get(0))
        + String.join("", colors.stream().skip(1).map(next::formatted).toList());
  }

  private static int count(int variation) {
    return 1 + variation % BUTTONS;
  }

  /** Colours of the buttons to push, in order: offsets that change from row to row. */
  private static List<Color> named(int variation) {
    int row = variation / BUTTONS;
    int first = row % COLORS.size();
    int second = (first + 4 + row % 5) % COLORS.size();
    int third = (first + 10 + row % 7) % COLORS.size();
    return Stream.of(first, second, third).limit(count(variation)).map(COLORS::get).toList();
  }

  @Override
  public List<Spot> spots() {
    return numbers().mapToObj(i -> Spot.box("button" + i, 0.05, 0.05).clear(0.03)).toList();
  }

  private static IntStream numbers() {
    return IntStream.rangeClosed(1, BUTTONS);
  }

  @Override
  public List<Choice> choices() {
    return List.of(
        new Choice("first_color", COLORS.size()), new Choice("second_color", COLORS.size()));
  }

  @Override
  public List<String> joints() {
    return numbers().mapToObj(PushButtons::joint).toList();
  }

  private static String joint(int button) {
    return "button%d_cap".formatted(button);
  }

  @Override
  public List<String> frames() {
    return numbers().mapToObj(i -> "press" + i).toList();
  }

  @Override
  public void arrange(Arrangement episode) {
    List<Color> colors = new ArrayList<>(named(episode.variation()));
    for (String choice : List.of("first_color", "second_color")) {
      int index = episode.choice(choice);
      while (colors.contains(COLORS.get(index))) {
        index = (index + 1) % COLORS.size();
      }
      colors.add(COLORS.get(index));
    }
    for (int i = 1; i <= BUTTONS; i++) {
      episode.paint("button" + i, colors.get(i - 1));
      if (i > count(episode.variation())) {
        episode.unbind("press" + i);
      }
    }
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    List<GoalCondition> pressed =
        numbers()
            .limit(count(draw.variation()))
            .mapToObj(i -> parts.moved(joint(i), PRESSED_METRES))
            .toList();
    return Goal.all(Sequence.of(pressed));
  }

  @Override
  public Waypoints waypoints() {
    Waypoints all = Waypoints.begin();
    return all.each(
        BUTTONS,
        i ->
            all.when(
                "press" + i,
                () ->
                    all.hover("press" + i, 0.08)
                        .close()
                        .reach("press" + i, 0, 0, 0.012)
                        .slowly()
                        .retreat(0.08)));
  }

  @Override
  public String successRule() {
    return "the caps of the named buttons have been pushed by more than 3 mm, in the named order";
  }
}
