package org.workcell.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.evaluation.Protocol;
import org.workcell.evaluation.VideoFiles;

class FailureGalleryTest {

  @TempDir Path videos;
  private VideoFiles files;

  @BeforeEach
  void nameFiles() {
    files = new VideoFiles(videos, Protocol.HORIZON);
  }

  private String render(List<EpisodeResult> results) {
    return new FailureGallery(files).render(results);
  }

  private EpisodeResult withVideo(EpisodeResult result) throws IOException {
    Files.writeString(files.video(result), "video");
    Files.writeString(files.strip(result), "strip");
    return result;
  }

  @Test
  void thereIsNoneWithoutFailures() {
    assertEquals("", render(List.of(Results.success(0, 1, 2))));
  }

  @Test
  void saysHowToMakeVideosWhereThereAreNone() {
    String page = render(List.of(Results.failure(0, 1, 2)));
    assertTrue(page.contains("--video failures"), page);
    assertFalse(page.contains("<img"), page);
  }

  @Test
  void showsFailuresAndErrorsButNoSuccess() throws IOException {
    String page =
        render(
            List.of(
                withVideo(Results.success(0, 1, 2)),
                withVideo(Results.failure(1, 0, 9)),
                withVideo(Results.error(2, "<broken>"))));
    assertEquals(2, page.split("<img", -1).length - 1);
    assertTrue(page.contains("base64,c3RyaXA="), page);
    assertTrue(page.contains("href=\"videos/testing_carry-v1_seed1_failure.mp4\""), page);
    assertTrue(page.contains("seed 1, 9 steps, <a"), page);
    assertTrue(page.contains("href=\"videos/testing_carry-v1_seed2_error.mp4\""), page);
    assertTrue(page.contains("seed 2, 1 steps, <span class=\"bad\">error</span>"), page);
  }

  @Test
  void saysHowManyAreNotShown() throws IOException {
    List<EpisodeResult> results = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      results.add(withVideo(Results.failure(i, 0, 9)));
    }
    results.add(Results.failure(15, 0, 9));
    String page = render(results);
    assertEquals(12, page.split("<img", -1).length - 1);
    assertTrue(page.contains("3 not shown here: see the folder videos."), page);
    assertTrue(page.contains("1 without a video, because of --max-videos or an error"), page);
  }

  @Test
  void theProtocolSaysWhatAFailureIs() throws IOException {
    EpisodeResult lost = Results.lost(0);
    assertEquals("", render(List.of(lost)));
    files = new VideoFiles(videos, Protocol.LAST_STEP);
    assertTrue(render(List.of(withVideo(lost))).contains("_seed0_failure.mp4"));
  }
}
