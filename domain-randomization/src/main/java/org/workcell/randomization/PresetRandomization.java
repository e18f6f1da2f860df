package org.workcell.randomization;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.workcell.sim.environment.EpisodeRandomizer;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.environment.TaskSpec;
import org.workcell.sim.physics.Model;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;

/**
 * A preset at work: which of its factors act, and how strongly. Immutable and shared. Factors that
 * have nothing to act on in a task are left out; {@link #obstacles} tells which.
 */
public final class PresetRandomization implements Randomization {

  /** The highest severity. */
  static final int FULL = 5;

  private final Preset preset;
  private final String condition;
  private final int severity;
  private final Map<String, Double> recorded;
  private final Map<SceneKey, SceneAdditions> additions = new ConcurrentHashMap<>();

  private record SceneKey(String task, AssetPack assets) {}

  PresetRandomization(Preset preset, String condition, int severity, Map<String, Double> recorded) {
    this.preset = preset;
    this.condition = condition;
    this.severity = severity;
    this.recorded = Map.copyOf(recorded);
  }

  /** The same, but with the values that an earlier episode drew. */
  public PresetRandomization replaying(List<EpisodeRecord.Drawn> drawn) {
    Map<String, Double> values = new LinkedHashMap<>();
    drawn.forEach(each -> values.put(each.name(), each.value()));
    return new PresetRandomization(preset, condition, severity, values);
  }

  @Override
  public String identity() {
    CRC32 checksum = new CRC32();
    checksum.update(preset.text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return "%s %s severity %d (%08x)"
        .formatted(preset.name(), condition, severity, checksum.getValue());
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
  double strength() {
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
        new SceneKey(task.id(), assets), key -> newAdditions(task, assets));
  }

  private SceneAdditions newAdditions(TaskDefinition task, AssetPack assets) {
    SceneVariant variant = new SceneVariant(SuiteTables.ofTask(task.id()), strength());
    factors().values().forEach(factor -> factor.addTo(variant));
    if (factors().values().stream().anyMatch(Factor::readsScene)) {
      try (Model plain = assets.load(task.scene(), SceneAdditions.none())) {
        TaskTargets targets = new TaskTargets(plain, task.id());
        factors().values().forEach(factor -> factor.addTo(variant, targets));
      }
    }
    return variant.additions();
  }

  @Override
  public EpisodeRandomizer newRandomizer(TaskDefinition task, TaskSpec spec, Model scene) {
    TaskTargets targets = new TaskTargets(scene, spec.id());
    Map<String, Factor> fit = new LinkedHashMap<>();
    factors()
        .forEach(
            (name, factor) -> {
              if (factor.obstacle(targets, spec).isEmpty()) {
                fit.put(name, factor);
              }
            });
    return new PresetRandomizer(this, fit, targets, spec);
  }

  /**
   * Which factors cannot act on a task, and why.
   *
   * @param scene the model of its scene, with the additions
   */
  public Map<String, String> obstacles(TaskSpec spec, Model scene) {
    TaskTargets targets = new TaskTargets(scene, spec.id());
    Map<String, String> reasons = new LinkedHashMap<>();
    factors()
        .forEach(
            (name, factor) ->
                factor.obstacle(targets, spec).ifPresent(reason -> reasons.put(name, reason)));
    return reasons;
  }

  /** Number of factors that act where they can. */
  public int factorCount() {
    return factors().size();
  }

  /** Whether it changes pictures or words only, so that state and reward stay as they are. */
  public boolean appearanceOnly() {
    return !seenIn().contains(SeenIn.EVERYTHING);
  }

  private Set<SeenIn> seenIn() {
    return factors().values().stream()
        .map(Factor::seenIn)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(SeenIn.class)));
  }

  /**
   * What a policy must look at to notice any of it, for example {@code pictures}; empty where it
   * shows in states, too.
   */
  public Optional<String> seenOnlyIn() {
    Set<SeenIn> places = seenIn();
    return places.isEmpty() || places.contains(SeenIn.EVERYTHING)
        ? Optional.empty()
        : Optional.of(
            places.stream()
                .map(place -> place.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and ")));
  }
}
