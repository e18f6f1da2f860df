package org.workcell.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.sim.files.BadInputException;

class VideoSelectionTest {

  private static EpisodeResult episode(
      String task, String condition, int episode, boolean success) {
    return new EpisodeResult(
        task, condition, episode, 0, episode, success, success, null, 1.0, 5, null, Map.of(), null,
        "");
  }

  private static final List<EpisodeResult> RESULTS =
      Stream.of("a/x-v1", "a/y-v1")
          .flatMap(
              task ->
                  Stream.of(0, 1, 2, 3, 4, 5)
                      .map(number -> episode(task, "none", number, number == 1)))
          .toList();

  private static List<String> chosen(VideoSelection selection) {
    return selection.of(RESULTS, Protocol.HORIZON).stream()
        .map(each -> each.task() + " " + each.episode())
        .toList();
  }

  @Test
  void threeFailuresOfEachTaskGetVideosUnlessSaidOtherwise() {
    assertEquals(
        List.of("a/x-v1 0", "a/y-v1 0", "a/x-v1 2", "a/y-v1 2", "a/x-v1 3", "a/y-v1 3"),
        chosen(VideoSelection.of(VideoChoice.FAILURES)));
    assertEquals(2, chosen(new VideoSelection(VideoChoice.FAILURES, 1)).size());
    assertEquals(10, chosen(new VideoSelection(VideoChoice.FAILURES, 47)).size());
    assertEquals(12, chosen(VideoSelection.of(VideoChoice.ALL)).size());
    assertEquals(List.of(), chosen(VideoSelection.NONE));
  }

  @Test
  void noVideosAreNotANumberOfVideos() {
    assertThrows(BadInputException.class, () -> new VideoSelection(VideoChoice.FAILURES, 0));
  }
}
