package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.workcell.datasets.records.Json;
import org.workcell.formats.libero.ImageParity;
import org.workcell.formats.libero.LiberoFile;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskRegistry;

/** Whether the images of a file of demonstrations are those that are drawn here. */
final class ImageVerdict {

  private static final String ROW = "%-24s %9s %9s %12s  %s%n";

  private ImageVerdict() {}

  /** Compares all images of a file; returns the exit status. */
  static int print(
      Path demos,
      String suite,
      AssetPack assets,
      TaskRegistry tasks,
      boolean json,
      PrintWriter out) {
    EnvironmentOptions options =
        EnvironmentOptions.defaults().withProfile(Profile.COMPAT).withAssets(assets);
    List<ImageParity.CameraResult> results;
    try (LiberoFile file = LiberoFile.open(demos)) {
      results = ImageParity.compare(file, suite, tasks, options, RenderOptions.Quality.FAITHFUL);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
    out.print(json ? Json.pretty(results) : table(results));
    out.flush();
    return results.stream().allMatch(ImageParity.CameraResult::passes)
        ? ExitStatus.OK
        : ExitStatus.TARGET_MISSED;
  }

  private static String table(List<ImageParity.CameraResult> results) {
    StringBuilder text =
        new StringBuilder(ROW.formatted("camera", "images", "mean/255", "within 4/255", "worst"));
    for (ImageParity.CameraResult each : results) {
      text.append(
          ROW.formatted(
              each.camera(),
              each.images(),
              "%.3f".formatted(each.meanAbsoluteDifference()),
              "%.3f %%".formatted(100 * each.shareWithinFour()),
              "%s row %d (mean %.2f)"
                  .formatted(each.worstDemo(), each.worstRow(), each.worstMean())));
    }
    return text.toString();
  }
}
