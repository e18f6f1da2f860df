package org.workcell.tasks.libero;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.libero.problem.Atom;
import org.workcell.tasks.libero.problem.Categories;
import org.workcell.tasks.libero.problem.GoalAtoms;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * What images do not show of a scene: collision geoms, sites, and the disc of a burner unless its
 * knob is turned on. One thread at a time.
 */
final class Looks implements StatePart {

  private static final String TURNED_ON = "turnon";

  /** Of four numbers of a colour. */
  private static final int ALPHA = 3;

  private final boolean late;
  private final GoalAtoms knobs;
  private final int[] burners;
  private final int[] hiddenGeoms;
  private final int[] hiddenSites;

  /** One bit for each burner: those that glow, and those that images show glowing. */
  private int glowing;

  private int shown;

  /**
   * The looks of one environment.
   *
   * @param late whether images show burners as they were after the action before, as upstream's
   */
  Looks(TaskConfig config, Physics physics, boolean late) {
    this.late = late;
    Model scene = physics.scene();
    List<Instance> stoves = new ArrayList<>();
    for (Instance fixture : config.fixtures()) {
      if (Categories.of(fixture).states().containsKey(TURNED_ON)) {
        stoves.add(fixture);
      }
    }
    List<Atom> on = stoves.stream().map(each -> new Atom(TURNED_ON, List.of(each.name()))).toList();
    this.knobs = new GoalAtoms(config, on, physics, Profile.COMPAT);
    this.burners = stoves.stream().mapToInt(each -> scene.site(each.name() + "_burner")).toArray();
    int[] groups = scene.structure("geom_group");
    this.hiddenGeoms = IntStream.range(0, groups.length).filter(i -> groups[i] == 0).toArray();
    this.hiddenSites =
        IntStream.range(0, scene.count(ObjectKind.SITE))
            .filter(site -> IntStream.of(burners).noneMatch(burner -> burner == site))
            .toArray();
  }

  /** An episode begins: images show the present state. */
  void start() {
    glowing = read();
    shown = glowing;
  }

  /** An action has ended. */
  void update() {
    int before = glowing;
    glowing = read();
    shown = late ? before : glowing;
  }

  private int read() {
    int bits = 0;
    for (int i = 0; i < burners.length; i++) {
      bits |= knobs.holds(i) ? 1 << i : 0;
    }
    return bits;
  }

  /** Which burners images show. */
  int shown() {
    return shown;
  }

  void write(ModelEdits edits) {
    for (int geom : hiddenGeoms) {
      edits.set(ModelField.GEOM_RGBA, 4 * geom + ALPHA, 0);
    }
    for (int site : hiddenSites) {
      edits.set(ModelField.SITE_RGBA, 4 * site + ALPHA, 0);
    }
    for (int i = 0; i < burners.length; i++) {
      edits.set(ModelField.SITE_RGBA, 4 * burners[i] + ALPHA, shown >> i & 1);
    }
  }

  @Override
  public void save(StateWriter writer) {
    writer.putInt(glowing);
    writer.putInt(shown);
  }

  @Override
  public void load(StateReader reader) {
    glowing = reader.getInt();
    shown = reader.getInt();
  }
}
