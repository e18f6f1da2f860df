package org.workcell.randomization;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.workcell.sim.environment.EpisodeRandomizer;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.physics.Model;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSpec;

/**
 * A preset at work: which of its factors act, and how strongly. Immutable and shared. Factors that
 * have nothing to act on in a task are left out; {@link #applicability} tells which.
 */
public final class PresetRandomization implements Randomization {

  /** The highest severity. */
  static final int FULL = 5;

  private final Preset preset;
  private final String condition;
  private final int severity;
  private final Map<String, Double> recorded;
  private final Map<SceneKey, SceneAdditions> additions = new ConcurrentHashMap<>();

  private record SceneKey(String task, SceneSource scene, AssetPack assets) {}

  PresetRandomization(Preset preset, String condition, int severity, Map<String, Double> recorded) {
    this.preset = preset;
    this.condition = condition;
    this.severity = severity;
    this.recorded = Map.copyOf(recorded);
  }

  @Override
  public PresetRandomization replaying(List<EpisodeRecord.Drawn> drawn) {
    Map<String, Double> values = new LinkedHashMap<>();
    drawn.forEach(each -> values.put(each.name(), each.value()));
    return new PresetRandomization(preset, condition, severity, values);
  }

  /**
   * Names preset, condition and severity, and the content of the whole preset; values of a record
   * are not part of it.
   */
  @Override
  public String identity() {
    return "%s %s severity %d (%s)".formatted(preset.name(), condition, severity, preset.digest());
  }

  @Override
  public Description description() {
    return PresetProvider.describe(this);
  }

  /** What is at work. */
  public Preset preset() {
    return preset;
  }

  /** Which of its factors act. */
  public String condition() {
    return condition;
  }

  /** How strongly they act, 0 to 5. */
  public int severity() {
    return severity;
  }

  /** How much of their ranges factors use, 0 to 1. */
  double severityFraction() {
    return (double) severity / FULL;
  }

  /** Values of an earlier episode; empty where they are to be drawn. */
  Map<String, Double> recorded() {
    return recorded;
  }

  private Map<String, Factor> factors() {
    return severity == 0 ? Map.of() : preset.factorsOf(condition);
  }

  @Override
  public SceneAdditions additions(TaskDefinition task, AssetPack assets) {
    return additions.computeIfAbsent(
        new SceneKey(task.id(), task.scene(), assets), key -> newAdditions(task, assets));
  }

  private SceneAdditions newAdditions(TaskDefinition task, AssetPack assets) {
    try (PlainScene plain = new PlainScene(task, assets)) {
      SceneVariant variant = new SceneVariant(task.roles(), severityFraction(), plain::targets);
      factors().values().forEach(factor -> factor.addTo(variant));
      return variant.additions();
    }
  }

  /** The scene of a task without additions, compiled when a factor first asks. */
  private static final class PlainScene implements AutoCloseable {

    private final TaskDefinition task;
    private final AssetPack assets;
    private TaskTargets targets;

    PlainScene(TaskDefinition task, AssetPack assets) {
      this.task = task;
      this.assets = assets;
    }

    TaskTargets targets() {
      if (targets == null) {
        targets = new TaskTargets(assets.load(task.scene(), SceneAdditions.none()), task.roles());
      }
      return targets;
    }

    @Override
    public void close() {
      if (targets != null) {
        targets.model().close();
      }
    }
  }

  @Override
  public EpisodeRandomizer newRandomizer(TaskDefinition task, TaskSpec spec, Model scene) {
    TaskTargets targets = new TaskTargets(scene, task.roles());
    Map<String, Factor> fit = new LinkedHashMap<>(factors());
    fit.keySet().removeAll(reasonsInapplicable(targets, spec).keySet());
    return new PresetRandomizer(this, fit, targets, spec);
  }

  /** Which factors cannot act on a task, and why; nothing acts where none of them can. */
  @Override
  public Applicability applicability(TaskDefinition task, TaskSpec spec, Model scene) {
    Map<String, String> reasons = reasonsInapplicable(new TaskTargets(scene, task.roles()), spec);
    int count = factors().size();
    return new Applicability(count == 0 || reasons.size() < count, reasons);
  }

  private Map<String, String> reasonsInapplicable(TaskTargets targets, TaskSpec spec) {
    Map<String, String> reasons = new LinkedHashMap<>();
    factors()
        .forEach(
            (name, factor) ->
                factor
                    .reasonInapplicable(targets, spec)
                    .ifPresent(reason -> reasons.put(name, reason)));
    return reasons;
  }

  /** What each factor affects, by its name. */
  public Map<String, Set<AffectedModality>> affects() {
    Map<String, Set<AffectedModality>> affected = new LinkedHashMap<>();
    factors().forEach((name, factor) -> affected.put(name, Set.copyOf(factor.affects())));
    return affected;
  }

  /** What all of its factors together affect; empty where nothing acts. */
  public Set<AffectedModality> affectedModalities() {
    Set<AffectedModality> affected = EnumSet.noneOf(AffectedModality.class);
    factors().values().forEach(factor -> affected.addAll(factor.affects()));
    return affected;
  }
}
