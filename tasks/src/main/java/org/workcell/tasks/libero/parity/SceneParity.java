package org.workcell.tasks.libero.parity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneContent;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.scene.LiberoScenes;
import org.workcell.tasks.libero.scene.MjcfComparison;
import org.workcell.tasks.parity.Differences;

/**
 * Compares the composed scene of a task with the one that upstream composed: the MJCF element by
 * element, and what both compile to, name by name and bit by bit. Only pixels of textures are left
 * out.
 */
public final class SceneParity {

  private static final String RECORDED = "recorded.xml";
  private static final String PIXELS = "tex_data";

  private final List<String> faults = new ArrayList<>();
  private int elements;
  private int arrays;

  /**
   * Compares the scene of a task.
   *
   * @param recordedMjcf the model that upstream composed; folders above {@code assets/} in its
   *     paths may be any
   * @param assets upstream's parts
   * @throws org.workcell.sim.physics.ModelException if one of the two cannot be read or compiled
   */
  public SceneParity(TaskConfig config, String recordedMjcf, AssetPack assets) {
    SceneContent content = LiberoScenes.of(config).read(assets);
    MjcfComparison mjcf =
        new MjcfComparison(
            recordedMjcf.getBytes(StandardCharsets.UTF_8), content.files().get(content.mainFile()));
    elements = mjcf.elements();
    faults.addAll(mjcf.differences());
    byte[] expected = mjcf.expectedWithActualFiles().getBytes(StandardCharsets.UTF_8);
    try (Model actual = content.compile(SceneAdditions.none());
        Model recorded = Model.load(RECORDED, Map.of(RECORDED, expected))) {
      compare(recorded, actual);
    }
  }

  private void compare(Model recorded, Model actual) {
    for (ObjectKind kind : ObjectKind.values()) {
      if (!recorded.names(kind).equals(actual.names(kind))) {
        faults.add(
            "names of %s are %s, not %s".formatted(kind, actual.names(kind), recorded.names(kind)));
      }
    }
    for (String array : recorded.arrayNames()) {
      if (!array.equals(PIXELS)) {
        arrays++;
        compare(array, recorded.constants(array), actual.constants(array));
      }
    }
  }

  private void compare(String array, double[] expected, double[] actual) {
    if (expected.length != actual.length) {
      faults.add("%s has %d numbers, not %d".formatted(array, actual.length, expected.length));
      return;
    }
    for (int i = 0; i < expected.length; i++) {
      if (Double.doubleToRawLongBits(expected[i]) != Double.doubleToRawLongBits(actual[i])) {
        faults.add("%s[%d] is %s, not %s".formatted(array, i, actual[i], expected[i]));
        return;
      }
    }
  }

  /** What differs, in words; of each array the first number. */
  public List<String> faults() {
    return List.copyOf(faults);
  }

  /** Number of elements of MJCF that were compared. */
  public int elements() {
    return elements;
  }

  /** Number of arrays of the compiled models that were compared. */
  public int arrays() {
    return arrays;
  }

  /** Reports under quantity {@code scene} how many elements, names and arrays differ. */
  public void report(Differences differences) {
    differences.at("scene", 0, -1);
    differences.flag("scene", 0, faults.size());
  }
}
