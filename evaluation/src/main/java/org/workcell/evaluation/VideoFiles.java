package org.workcell.evaluation;

import java.nio.file.Path;
import org.workcell.datasets.records.EpisodeResult;

/**
 * Where the videos of a run lie.
 *
 * @param folder the folder of videos
 * @param protocol what counts as success, which is in the names
 */
public record VideoFiles(Path folder, Protocol protocol) {

  /** The folder of videos within a run folder. */
  public static final String FOLDER = "videos";

  /** The videos of a run. */
  public static VideoFiles of(Path run, Manifest manifest) {
    return new VideoFiles(run.resolve(FOLDER), Protocol.ofLabel(manifest.protocol()));
  }

  /** The video of an episode. */
  public Path video(EpisodeResult episode) {
    return folder.resolve(name(episode) + ".mp4");
  }

  /** First, middle and last image of the video; written before it. */
  public Path strip(EpisodeResult episode) {
    return folder.resolve(name(episode) + ".png");
  }

  private String name(EpisodeResult episode) {
    String condition = episode.condition().equals(Condition.NONE) ? "" : "_" + episode.condition();
    return "%s%s_seed%d_%s"
        .formatted(
            episode.task().replace('/', '_'),
            condition.replaceAll("[^A-Za-z0-9._-]", "-"),
            episode.seed(),
            Outcome.of(episode, protocol).label());
  }
}
