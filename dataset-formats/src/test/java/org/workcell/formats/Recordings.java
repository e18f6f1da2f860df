package org.workcell.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.PolicyKind;
import org.workcell.evaluation.Recording;
import org.workcell.evaluation.demonstrations.DemonstrationFolder;
import org.workcell.evaluation.demonstrations.DemonstrationOrder;
import org.workcell.evaluation.demonstrations.DemonstrationRun;
import org.workcell.evaluation.demonstrations.Keep;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.testing.FakeSuite;

/** Small recordings in NPZ files. */
public final class Recordings {

  /** Of the images. */
  public static final RenderOptions IMAGE = new RenderOptions(32, 24, RenderOptions.Quality.FAST);

  private Recordings() {}

  /** Episodes of the point mass. */
  public static Path make(Path folder, int episodes, boolean withImages) {
    Optional<ImageOptions> images =
        withImages
            ? Optional.of(ImageOptions.of(IMAGE, "overview").withWorkers(1))
            : Optional.empty();
    Evaluation evaluation =
        Evaluation.builder(List.of(FakeSuite.task(FakeSuite.POINT_MASS)), PolicyKind.EXPERT)
            .episodes(episodes)
            .images(images)
            .recording(new Recording(OptionalInt.of(1), List.of()))
            .build();
    DemonstrationOrder order = new DemonstrationOrder(evaluation, episodes, Keep.ALL, 1);
    try (DemonstrationRun run = DemonstrationRun.check(order);
        DemonstrationFolder made = run.create(folder, List.of("demos"))) {
      run.run(made, 1, 1, result -> {});
      run.finish(made);
    }
    return folder;
  }

  /** Opens a recording. */
  public static RecordingSource open(Path folder, boolean states, boolean observesAfterAction) {
    return new RecordingSource(
        folder, FakeSuite.registry(), new RecordingSource.Options(states, observesAfterAction));
  }

  /** Writes all episodes. */
  public static void write(EpisodeSource source, SetWriter writer) throws java.io.IOException {
    for (int i = 0; i < source.count(); i++) {
      writer.add(source.read(i));
    }
    writer.finish();
  }
}
