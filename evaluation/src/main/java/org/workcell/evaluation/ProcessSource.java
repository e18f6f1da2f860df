package org.workcell.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.workcell.policies.remote.PolicyProcess;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.policy.ChunkPlayer;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.PolicyNotRepeatableException;
import org.workcell.sim.policy.PolicyUnavailableException;
import org.workcell.sim.task.TaskDefinition;

/**
 * A policy in another process, which listens on a Unix socket. It may answer differently when it is
 * asked again: a run with it then says that it cannot be repeated.
 */
final class ProcessSource implements PolicySource {

  /** Rows of each thread's group, unless the user says otherwise. */
  private static final int STANDARD_ROWS = 8;

  private final PolicyProcess process;
  private final int playedSteps;

  private ProcessSource(PolicyProcess process, int playedSteps) {
    this.process = process;
    this.playedSteps = playedSteps;
  }

  /** Offers such policies on command lines. */
  static final class Provider implements PolicyProvider {

    @Override
    public String name() {
      return "socket";
    }

    @Override
    public String description() {
      return "a policy in another process, such as one of workcell.evaluate in Python;"
          + " socket://PATH names the Unix socket on which it listens";
    }

    @Override
    public boolean offers(String label) {
      return PolicyProvider.super.offers(label) || label.startsWith(PolicyProcess.LABEL);
    }

    @Override
    public PolicySource open(String label, String parameters, NetworkSettings settings) {
      if (label.startsWith(PolicyProcess.LABEL)) {
        throw new BadInputException(
            "policy %s lives in a Python program; run that program again: workcell.evaluate(...,"
                    .formatted(label)
                + " out=FOLDER) continues the run of a folder");
      }
      if (settings.device() != null || settings.paddedRows() != null) {
        throw new BadInputException(
            "--device and --padded-batch-size are for TorchScript files; the process of policy %s chooses"
                    .formatted(label)
                + " them itself");
      }
      try {
        PolicyProcess process = PolicyProcess.connect(Path.of(parameters));
        int chunkSteps = process.facts().chunkSteps();
        Integer chosen = settings.playedSteps();
        if (chosen != null && chosen > chunkSteps) {
          process.close();
          throw new BadInputException(
              "policy %s plans %d actions at once, of which --execute-steps %d cannot be played"
                  .formatted(process.label(), chunkSteps, chosen));
        }
        return new ProcessSource(process, chosen == null ? chunkSteps : chosen);
      } catch (IOException e) {
        throw new BadInputException(
            "policy %s cannot be reached (%s); the path is that of a Unix socket on which a process"
                    .formatted(label, e.getMessage())
                + " listens",
            e);
      } catch (PolicyUnavailableException e) {
        throw new BadInputException(e.getMessage(), e);
      }
    }
  }

  @Override
  public String label() {
    return process.label();
  }

  @Override
  public String identity(PolicyFacts facts) {
    return "%s, identity %s, chunk steps %d, played steps %d, padded rows %d"
        .formatted(
            label(),
            process.facts().identity(),
            facts.chunkSteps(),
            playedSteps,
            process.facts().paddedRows());
  }

  @Override
  public Optional<RecordedProcess> process() {
    return Optional.of(RecordedProcess.of(process.facts(), playedSteps));
  }

  @Override
  public Optional<Repeatability> repeatability() {
    return Optional.of(
        new Repeatability(process.facts().checkedEpisodes(), process.difference().orElse(null)));
  }

  @Override
  public void noteDifference(PolicyNotRepeatableException found) {
    process.noteDifference(found.getMessage());
  }

  @Override
  public String continuation(Path folder) {
    return "workcell.evaluate(..., out='%s')".formatted(folder);
  }

  @Override
  public boolean readsImages() {
    return true;
  }

  @Override
  public boolean answersBatches() {
    return true;
  }

  @Override
  public boolean isCheckedForEachTask() {
    return true;
  }

  @Override
  public int batchRows() {
    return Math.min(STANDARD_ROWS, process.facts().mostRows());
  }

  @Override
  public Policy newPolicy(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
    Policy policy = process.newPolicy(layout, playedSteps);
    return policy.chunkSteps() == 1
        ? policy
        : new ChunkPlayer(policy, spec.task().action(), playedSteps);
  }

  @Override
  public PolicyFacts check(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
    boolean readsScene =
        process.facts().readsScene()
            && PolicyKind.expertOf(task, spec).map(ExpertDefinition::readsScene).orElse(false);
    return new PolicyFacts(process.facts().chunkSteps(), readsScene);
  }
}
