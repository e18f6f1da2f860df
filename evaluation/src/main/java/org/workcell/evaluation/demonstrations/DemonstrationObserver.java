package org.workcell.evaluation.demonstrations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.degradation.DegradationChain;
import org.workcell.datasets.degradation.DegradationFactory;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.EpisodeBuffer;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.EpisodeObserver;
import org.workcell.evaluation.EpisodeOutcome;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.random.SeedStreams;

/** Degrades and collects the episodes of one thread, and writes the files of those to keep. */
final class DemonstrationObserver implements EpisodeObserver {

  private final DemonstrationFolder folder;
  private final List<DegradationFactory> degradations;
  private final Keep keep;
  private final Map<Integer, Running> episodes = new HashMap<>();

  /** One running episode; the buffer is used again by the next one with its number. */
  private static final class Running {
    private EpisodeBuffer buffer;
    private DegradationChain chain;
  }

  DemonstrationObserver(
      DemonstrationFolder folder, List<DegradationFactory> degradations, Keep keep) {
    this.folder = folder;
    this.degradations = degradations;
    this.keep = keep;
  }

  @Override
  public void started(
      int number, long seed, SimulatedEnvironment environment, BatchStorage storage, int row) {
    Running running = episodes.computeIfAbsent(number, each -> new Running());
    if (running.buffer == null || !running.buffer.fits(storage.layout())) {
      running.buffer = new EpisodeBuffer(storage.layout(), degradations.size());
    }
    running.chain = new DegradationChain(degradations, environment.spec().task());
    running.chain.start(new SeedStreams(seed));
    running.buffer.start(storage, row, environment.snapshot().toBytes());
  }

  @Override
  public void answered(int number, BatchStorage storage, int row) {
    episodes.get(number).chain.apply(storage, row);
  }

  @Override
  public void stepped(int number, BatchStorage storage, int row) {
    Running running = episodes.get(number);
    running.chain.afterStep(storage, row);
    running.buffer.step(storage, row, running.chain.marks());
  }

  @Override
  public void ended(int number, EpisodeOutcome outcome) {
    EpisodeResult result = outcome.result();
    EpisodeBuffer buffer = result.errored() ? null : episodes.get(number).buffer;
    DemonstrationLine.File file = null;
    if (keep.keeps(result)) {
      file = folder.write(result.key(), buffer.arrays(outcome.record()));
    }
    folder.append(
        new DemonstrationLine(
            result.task(),
            result.condition(),
            result.episode(),
            outcome.record().instruction(),
            buffer == null ? DemonstrationLine.Ending.ERROR : buffer.ending(),
            buffer == null ? 0 : buffer.degradedSteps(),
            result,
            file));
  }
}
