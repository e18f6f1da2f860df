package org.workcell.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.workcell.training.Checkpoint;
import org.workcell.training.PpoTrainer;
import org.workcell.training.PpoUpdate;
import picocli.CommandLine;

/**
 * Updates of PPO as rounds.
 *
 * @param trainer what learns
 * @param files where it goes
 * @param all updates in all
 */
record PpoRounds(PpoTrainer trainer, TrainingFiles files, int all)
    implements TrainingRounds.Trainer {

  /** Trains to the end and says where the policy is; returns the exit status. */
  static int run(TrainingFiles files, PpoTrainer trainer, int rounds, CommandLine line) {
    int status =
        new TrainingRounds(files, line.getErr(), 1)
            .run(new PpoRounds(trainer, files, rounds), rounds);
    if (status == ExitStatus.OK) {
      line.getOut().println("policy: " + files.policy());
      line.getOut().flush();
    }
    return status;
  }

  @Override
  public int rounds() {
    return trainer.updates();
  }

  @Override
  public boolean isDone() {
    return trainer.updates() >= all;
  }

  @Override
  public Optional<TrainingRounds.Round> next(BooleanSupplier stop) {
    PpoUpdate update = trainer.update();
    String words =
        String.format(
            Locale.ROOT,
            "%d steps, mean reward %.4g, success_once of %d episodes %.0f %%",
            update.environmentSteps(),
            update.meanReward(),
            update.episodes(),
            100.0 * update.successes() / Math.max(1, update.episodes()));
    return Optional.of(new TrainingRounds.Round(update, words));
  }

  @Override
  public Checkpoint checkpoint() {
    return trainer.checkpoint();
  }

  @Override
  public void export() {
    trainer.export(files.policy());
  }
}
