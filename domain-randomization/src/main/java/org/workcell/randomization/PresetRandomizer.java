package org.workcell.randomization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.environment.EpisodeRandomizer;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.EpisodeStart;
import org.workcell.sim.environment.ObservationFilter;
import org.workcell.sim.environment.TaskSpec;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/** Applies the factors of a {@link PresetRandomization} to one environment. */
final class PresetRandomizer implements EpisodeRandomizer {

  private final PresetRandomization randomization;
  private final Map<String, Factor> factors;
  private final TaskTargets targets;
  private final Map<String, TunableCommandFilter> commandFilters = new LinkedHashMap<>();
  private final Map<String, TunableObservationFilter> observationFilters = new LinkedHashMap<>();
  private final String instruction;

  /** Values to take instead of drawing them. */
  private final Map<String, Double> recorded;

  private final Map<String, Double> log = new TreeMap<>();
  private SeedStreams seeds = new SeedStreams(0);
  private String spoken;
  private ImageFilter imageFilter = ImageFilter.NONE;

  PresetRandomizer(
      PresetRandomization randomization,
      Map<String, Factor> factors,
      TaskTargets targets,
      TaskSpec spec) {
    this.randomization = randomization;
    this.factors = factors;
    this.targets = targets;
    this.recorded = new HashMap<>(randomization.recorded());
    this.instruction = spec.instruction();
    this.spoken = instruction;
    factors.forEach(
        (name, factor) -> {
          factor.commandFilter(name, spec.command()).ifPresent(f -> commandFilters.put(name, f));
          factor.observationFilter(name, spec).ifPresent(f -> observationFilters.put(name, f));
        });
  }

  private Draws draws(String name) {
    String stream = factors.get(name).stream() + "/" + name;
    return new Draws(name, seeds.stream(stream), randomization.strength(), recorded, log);
  }

  @Override
  public void start(SeedStreams newSeeds) {
    seeds = newSeeds;
    log.clear();
    recorded.clear();
    recorded.putAll(randomization.recorded());
    drawWordsAndImages();
  }

  private void drawWordsAndImages() {
    spoken = instruction;
    imageFilter = ImageFilter.NONE;
    for (Map.Entry<String, Factor> each : factors.entrySet()) {
      if (each.getValue() instanceof ParaphraseFactor factor) {
        spoken = factor.instruction(spoken, draws(each.getKey()));
      }
      if (each.getValue() instanceof CorruptionFactor factor) {
        long seed = seeds.stream(factor.stream() + "/" + each.getKey() + "/pixels").nextLong();
        imageFilter = imageFilter.andThen(factor.imageFilter(draws(each.getKey()), seed));
      }
    }
  }

  @Override
  public void beforeTask(EpisodeStart episode) {
    factors.forEach((name, factor) -> factor.beforeTask(episode, draws(name)));
  }

  @Override
  public boolean afterTask(EpisodeStart episode) {
    boolean moved = false;
    for (Map.Entry<String, Factor> each : factors.entrySet()) {
      if (each.getValue().seenIn() == SeenIn.EVERYTHING) {
        moved |= each.getValue().afterTask(episode, targets, draws(each.getKey()));
      }
    }
    commandFilters.forEach((name, filter) -> filter.tune(draws(name)));
    observationFilters.forEach((name, filter) -> filter.tune(draws(name)));
    return moved;
  }

  @Override
  public void appearance(ModelEdits target) {
    factors.forEach(
        (name, factor) -> {
          if (factor.seenIn() == SeenIn.PICTURES) {
            factor.appearance(target, targets, draws(name));
          }
        });
  }

  @Override
  public List<CommandFilter> commandFilters() {
    return List.copyOf(commandFilters.values());
  }

  @Override
  public List<ObservationFilter> observationFilters() {
    return List.copyOf(observationFilters.values());
  }

  @Override
  public String instruction(String original) {
    return spoken;
  }

  @Override
  public ImageFilter imageFilter() {
    return imageFilter;
  }

  @Override
  public List<EpisodeRecord.Drawn> drawn() {
    List<EpisodeRecord.Drawn> drawn = new ArrayList<>();
    log.forEach((name, value) -> drawn.add(new EpisodeRecord.Drawn(name, value)));
    return drawn;
  }

  @Override
  public void save(StateWriter writer) {
    writer.putLong(seeds.rootSeed());
    writer.putInt(log.size());
    log.forEach(
        (name, value) -> {
          writer.putString(name);
          writer.putDouble(value);
        });
  }

  @Override
  public void load(StateReader reader) {
    seeds = new SeedStreams(reader.getLong());
    log.clear();
    recorded.clear();
    recorded.putAll(randomization.recorded());
    int count = reader.getInt();
    for (int i = 0; i < count; i++) {
      String name = reader.getString();
      double value = reader.getDouble();
      log.put(name, value);
      recorded.put(name, value);
    }
    drawWordsAndImages();
  }
}
