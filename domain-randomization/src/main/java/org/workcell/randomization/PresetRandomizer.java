package org.workcell.randomization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.control.CommandFilter;
import org.workcell.sim.environment.EpisodeRandomizer;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.ObservationFilter;
import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.TaskSpec;

/**
 * Applies the factors of a {@link PresetRandomization} to one environment: each hook of each
 * factor, in the order of the preset. One thread at a time.
 */
final class PresetRandomizer implements EpisodeRandomizer {

  private final Map<String, Double> recorded;
  private final List<ActiveFactor> factors = new ArrayList<>();
  private final TaskTargets targets;
  private final DrawnValues values = new DrawnValues();
  private SeedStreams seeds = new SeedStreams(0);
  private ImageFilter imageFilter = ImageFilter.NONE;
  private boolean started;

  /** What {@link #spoken} was made of; null where it has to be made. */
  private String original;

  private String spoken;

  PresetRandomizer(
      PresetRandomization randomization,
      Map<String, Factor> factors,
      TaskTargets targets,
      TaskSpec spec) {
    this.recorded = randomization.recorded();
    this.targets = targets;
    factors.forEach(
        (name, factor) -> {
          Sampler sampler =
              new Sampler(name, factor.stream(), randomization.severityFraction(), values);
          this.factors.add(new ActiveFactor(name, factor, sampler, spec));
        });
  }

  @Override
  public void start(SeedStreams newSeeds) {
    begin(newSeeds);
    values.start(recorded);
    imageFilter = ImageFilter.NONE;
    for (ActiveFactor factor : factors) {
      add(factor.imageFilter(factor.sampler()));
    }
    values.settle();
  }

  private void begin(SeedStreams newSeeds) {
    seeds = newSeeds;
    started = true;
    original = null;
    factors.forEach(factor -> factor.sampler().start(newSeeds));
  }

  private void add(ImageFilter next) {
    if (next != ImageFilter.NONE) {
      imageFilter = imageFilter.andThen(next);
    }
  }

  @Override
  public void beforeTask(EpisodeStart episode) {
    factors.forEach(factor -> factor.beforeTask(episode));
    values.settle();
  }

  @Override
  public boolean afterTask(EpisodeStart episode) {
    boolean moved = false;
    for (ActiveFactor factor : factors) {
      moved |= factor.afterTask(episode, targets);
    }
    values.settle();
    factors.forEach(ActiveFactor::tune);
    values.settle();
    original = episode.instruction();
    spoken = original;
    for (ActiveFactor factor : factors) {
      spoken = factor.instruction(spoken, factor.sampler());
    }
    values.settle();
    return moved;
  }

  @Override
  public void appearance(ModelEdits target) {
    factors.forEach(factor -> factor.appearance(target, targets));
    values.settle();
  }

  @Override
  public List<CommandFilter> commandFilters() {
    return factors.stream()
        .map(ActiveFactor::commandFilter)
        .flatMap(Optional::stream)
        .<CommandFilter>map(filter -> filter)
        .toList();
  }

  @Override
  public List<ObservationFilter> observationFilters() {
    return factors.stream()
        .map(ActiveFactor::observationFilter)
        .flatMap(Optional::stream)
        .<ObservationFilter>map(filter -> filter)
        .toList();
  }

  /** After a restore the words are made again, of the same values. */
  @Override
  public String instruction(String words) {
    if (!started) {
      return words;
    }
    if (!words.equals(original)) {
      spoken = words;
      for (ActiveFactor factor : factors) {
        spoken = factor.instruction(spoken, factor.sampler().fork());
      }
      original = words;
    }
    return spoken;
  }

  @Override
  public ImageFilter imageFilter() {
    return imageFilter;
  }

  @Override
  public List<EpisodeRecord.Drawn> drawn() {
    List<EpisodeRecord.Drawn> drawn = new ArrayList<>();
    values.used().forEach((name, value) -> drawn.add(new EpisodeRecord.Drawn(name, value)));
    return drawn;
  }

  @Override
  public void save(StateWriter writer) {
    writer.putLong(seeds.rootSeed());
    writer.putInt(values.used().size());
    values
        .used()
        .forEach(
            (name, value) -> {
              writer.putString(name);
              writer.putDouble(value);
            });
    factors.forEach(factor -> factor.sampler().save(writer));
  }

  @Override
  public void load(StateReader reader) {
    begin(new SeedStreams(reader.getLong()));
    values.start(recorded);
    int count = reader.getInt();
    for (int i = 0; i < count; i++) {
      values.restore(reader.getString(), reader.getDouble());
    }
    imageFilter = ImageFilter.NONE;
    for (ActiveFactor factor : factors) {
      add(factor.imageFilter(factor.sampler().fork()));
      factor.sampler().load(reader);
    }
  }
}
