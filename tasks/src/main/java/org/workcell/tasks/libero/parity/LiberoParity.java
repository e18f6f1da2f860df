package org.workcell.tasks.libero.parity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.tasks.libero.LiberoTaskDefinition;
import org.workcell.tasks.libero.problem.TaskConfigs;
import org.workcell.tasks.parity.Differences;
import org.workcell.tasks.parity.ShareLimit;
import org.workcell.tasks.parity.SuiteParity;

/**
 * Repeats recordings of LIBERO in profile {@code compat}: random and scripted actions one at a time
 * from each recorded state, truths of goal atoms in states without motion, and draws of resets.
 */
public final class LiberoParity implements SuiteParity {

  /** More steps than a recording has. */
  private static final int HORIZON = 10_000;

  @Override
  public String suite() {
    return TaskConfigs.NAME;
  }

  @Override
  public List<String> kinds() {
    return List.of("random", "scripted", "teleport", "resets");
  }

  @Override
  public List<ShareLimit> limits() {
    return List.of(
        new ShareLimit(ActionReplay.JOINTS, 0.99, 1e-7),
        new ShareLimit(ActionReplay.JOINTS, 1, 1e-5),
        new ShareLimit(ActionReplay.POSITIONS, 0.9, 1e-8),
        new ShareLimit(ActionReplay.POSITIONS, 0.99, 1e-4),
        new ShareLimit(ActionReplay.POSITIONS, 1, 1e-3),
        new ShareLimit(ActionReplay.OBJECT_STATE, 0.9, 1e-6),
        new ShareLimit(ActionReplay.ATOMS_ELSEWHERE, 0.999, 0),
        new ShareLimit(ResetReplay.PLACEMENTS, 1, 1e-12),
        new ShareLimit(ResetReplay.FIXTURES, 1, 1e-9));
  }

  @Override
  public Optional<String> imageFolder() {
    return Optional.of("images");
  }

  @Override
  public void draw(Path description, AssetPack assets, Differences differences) throws IOException {
    new ImageReplay(description).run(assets, differences);
  }

  @Override
  public void replay(Path file, AssetPack assets, Differences differences) throws IOException {
    Recording recording = Recording.read(file);
    if (recording.holdsScene()) {
      new SceneParity(recording.config(), recording.scene(), assets).report(differences);
    }
    replay(recording, new LiberoTaskDefinition(recording.config()), assets, differences);
  }

  /** Repeats a recording in a task that may have another scene. */
  void replay(Recording recording, TaskDefinition task, AssetPack assets, Differences differences) {
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      EnvironmentOptions options =
          EnvironmentOptions.defaults()
              .withProfile(Profile.COMPAT)
              .withAssets(assets)
              .withHorizon(HORIZON)
              .withIgnoresTerminations(true);
      SimulatedEnvironment environment = factory.newEnvironment(task, options);
      switch (recording.kind()) {
        case "random", "scripted" -> new ActionReplay(recording, environment, differences).run();
        case "teleport" -> new TeleportReplay(recording, environment, differences).run();
        case "resets" -> new ResetReplay(recording, environment, differences).run();
        default ->
            throw new IllegalArgumentException(
                "is a recording of kind '%s'; expected one of %s"
                    .formatted(recording.kind(), kinds()));
      }
    }
  }

  @Override
  public void redraw(Path file, Differences differences) {
    throw new IllegalArgumentException(
        "is a file of drawn goals, which LIBERO has none of; expected *.npz files");
  }
}
