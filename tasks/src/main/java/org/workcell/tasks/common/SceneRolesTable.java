package org.workcell.tasks.common;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.workcell.sim.task.SceneRoles;
import org.workcell.sim.task.SceneRoles.Interval;

/**
 * The scene roles of a suite's tasks, read from JSON beside the suite:
 *
 * <pre>
 * {"all_tasks": {"robot": {"base": "base", "end_effector": "hand", "touchable": [".*"]},
 *                "table": "desk", "wall": "...", "floor": "...", "ignored": "...",
 *                "context_holds_positions": false,
 *                "room": {"x": [0, 1], "y": [0, 1], "z": [0, 1]},
 *                "workspace": {"x": [0, 1], "y": [0, 1], "height": 1}, "clutter": {...}},
 *  "tasks": {"lift-v1": {"object": "cube", "receiver": "tray"}}}
 * </pre>
 *
 * <p>Everything may be left out; see {@link SceneRoles} for what each means and what holds then.
 * Unknown keys are errors. Immutable.
 */
public final class SceneRolesTable {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final AllTasks all;
  private final Map<String, Subject> subjects;

  private SceneRolesTable(Document document) {
    this.all = document.allTasks == null ? AllTasks.NOTHING : document.allTasks;
    this.subjects = document.tasks == null ? Map.of() : Map.copyOf(document.tasks);
  }

  private record Document(AllTasks allTasks, Map<String, Subject> tasks) {}

  private record AllTasks(
      Robot robot,
      String table,
      String wall,
      String floor,
      String ignored,
      Boolean contextHoldsPositions,
      Room room,
      Area workspace,
      Area clutter) {

    static final AllTasks NOTHING =
        new AllTasks(null, null, null, null, null, null, null, null, null);
  }

  private record Robot(String base, String endEffector, List<String> touchable) {}

  private record Subject(String object, String receiver) {}

  private record Room(double[] x, double[] y, double[] z) {}

  private record Area(double[] x, double[] y, double height) {}

  /**
   * Reads a table.
   *
   * @param suite a class in the package of the resource
   * @throws UncheckedIOException if it is not there or not such a table
   */
  public static SceneRolesTable read(Class<?> suite, String resource) {
    try (InputStream in = suite.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("there is no such resource beside " + suite.getName());
      }
      return new SceneRolesTable(MAPPER.readValue(in, Document.class));
    } catch (IOException e) {
      throw new UncheckedIOException("table '%s' cannot be read".formatted(resource), e);
    }
  }

  /** The roles of a task by its name with version. */
  public SceneRoles of(String task) {
    List<String> touchable = all.robot == null ? null : all.robot.touchable;
    return of(task, touchable == null ? List.of() : touchable);
  }

  /**
   * As {@link #of(String)}, where what the robot may touch depends on the task.
   *
   * @param touchable regular expressions, in place of those of the table
   */
  public SceneRoles of(String task, List<String> touchable) {
    SceneRoles.Builder roles = SceneRoles.builder();
    if (all.robot != null) {
      roles.robot(all.robot.base, all.robot.endEffector, touchable);
    }
    addFurniture(roles);
    Subject subject = subjects.get(task);
    if (subject != null) {
      roles.subject(subject.object, subject.receiver);
    }
    if (all.contextHoldsPositions != null) {
      roles.contextHoldsPositions(all.contextHoldsPositions);
    }
    if (all.room != null) {
      roles.room(
          new SceneRoles.Room(interval(all.room.x), interval(all.room.y), interval(all.room.z)));
    }
    if (all.workspace != null) {
      roles.workspace(area(all.workspace));
    }
    if (all.clutter != null) {
      roles.clutter(area(all.clutter));
    }
    return roles.build();
  }

  private void addFurniture(SceneRoles.Builder roles) {
    if (all.table != null) {
      roles.table(all.table);
    }
    if (all.wall != null) {
      roles.wall(all.wall);
    }
    if (all.floor != null) {
      roles.floor(all.floor);
    }
    if (all.ignored != null) {
      roles.ignored(all.ignored);
    }
  }

  private static SceneRoles.TableArea area(Area area) {
    return new SceneRoles.TableArea(interval(area.x), interval(area.y), area.height);
  }

  private static Interval interval(double[] ends) {
    return new Interval(ends[0], ends[1]);
  }
}
