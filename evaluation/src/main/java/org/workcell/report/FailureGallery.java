package org.workcell.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.Outcome;
import org.workcell.evaluation.VideoFiles;
import org.workcell.sim.html.Html;

/** What failures look like: for each task a few strips of images, with the videos behind them. */
final class FailureGallery {

  /** Images make pages heavy; all videos lie beside the page. */
  private static final int MOST_PER_TASK = 12;

  /** The images of more tasks start folded. */
  private static final int MOST_OPEN_TASKS = 3;

  private final VideoFiles videos;

  FailureGallery(VideoFiles videos) {
    this.videos = videos;
  }

  /** A section of the page; empty where nothing failed. */
  String render(List<EpisodeResult> results) {
    Map<String, List<EpisodeResult>> failures =
        results.stream()
            .filter(result -> Outcome.of(result, videos.protocol()) != Outcome.SUCCESS)
            .collect(
                Collectors.groupingBy(
                    EpisodeResult::task, LinkedHashMap::new, Collectors.toList()));
    if (failures.isEmpty()) {
      return "";
    }
    boolean none = failures.values().stream().flatMap(List::stream).noneMatch(this::hasVideo);
    boolean open = failures.size() <= MOST_OPEN_TASKS;
    String tasks =
        failures.entrySet().stream()
            .map(task -> task(task.getKey(), task.getValue(), open))
            .collect(Collectors.joining());
    return "<h2>Images of failures</h2>\n" + (none ? howToMakeVideos() : tasks);
  }

  private boolean hasVideo(EpisodeResult episode) {
    return Files.exists(videos.video(episode)) && Files.exists(videos.strip(episode));
  }

  private static String howToMakeVideos() {
    return "<p class=\"none\">None were made; workcell bench --resume RUN --video failures makes"
        + " them, where RUN is what was given as --out.</p>\n";
  }

  private String task(String id, List<EpisodeResult> failures, boolean open) {
    List<EpisodeResult> withVideo = failures.stream().filter(this::hasVideo).toList();
    String figures =
        withVideo.stream().limit(MOST_PER_TASK).map(this::figure).collect(Collectors.joining());
    return """
    <details%s>
    <summary>%s <span class="warn">%d</span></summary>
    <div class="gallery">
    %s</div>
    %s%s</details>
    """
        .formatted(
            open ? " open" : "",
            Html.escape(id),
            failures.size(),
            figures,
            note(withVideo.size() - MOST_PER_TASK, "not shown here: see the folder videos."),
            note(
                failures.size() - withVideo.size(),
                "without a video, because of --max-videos or an error at the start."));
  }

  private static String note(int count, String what) {
    return count <= 0 ? "" : "<p class=\"none\">%d %s</p>\n".formatted(count, what);
  }

  private String figure(EpisodeResult episode) {
    String link = VideoFiles.FOLDER + "/" + videos.video(episode).getFileName();
    return """
    <figure><a href="%s"><img src="data:image/png;base64,%s" width="480" alt="start, middle and end of %s, seed %d"></a>
    <figcaption>Start, middle and end: %sseed %d, %d steps%s%s, <a href="%s">video</a></figcaption></figure>
    """
        .formatted(
            Html.escape(link),
            strip(episode),
            Html.escape(episode.task()),
            episode.seed(),
            episode.condition().equals("none") ? "" : Html.escape(episode.condition()) + ", ",
            episode.seed(),
            episode.steps(),
            episode.hasFalsePremise() ? ", premise false" : "",
            episode.errored() ? ", <span class=\"bad\">error</span>" : "",
            Html.escape(link));
  }

  private String strip(EpisodeResult episode) {
    try {
      return Base64.getEncoder().encodeToString(Files.readAllBytes(videos.strip(episode)));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be read".formatted(videos.strip(episode)), e);
    }
  }
}
