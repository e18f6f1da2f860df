package org.workcell.evaluation.demonstrations;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workcell.datasets.records.EpisodeKey;

/**
 * Which attempt is run next. Of each task the kept and the running ones are never more than are
 * wanted, and attempts start in the order of their numbers; so the attempts that are run in the end
 * are exactly those up to the last one that is needed, whatever ran at the same time. Thread-safe.
 */
final class AttemptSchedule {

  private final int wanted;
  private final int attempts;
  private final Map<EpisodeKey, Track> tracks = new LinkedHashMap<>();

  /** The attempts of one task. */
  private static final class Track {
    private final EpisodeKey first;
    private final Set<Integer> finishedBefore = new HashSet<>();
    private int next;
    private int running;
    private int kept;

    Track(EpisodeKey first) {
      this.first = first;
    }
  }

  /**
   * A schedule of which nothing is done.
   *
   * @param firstKeys attempt 0 of each task, in order
   * @param wanted episodes to keep of each task
   * @param attempts most attempts for each task
   */
  AttemptSchedule(List<EpisodeKey> firstKeys, int wanted, int attempts) {
    this.wanted = wanted;
    this.attempts = attempts;
    firstKeys.forEach(key -> tracks.put(key, new Track(key)));
  }

  private Track track(EpisodeKey key) {
    return tracks.get(new EpisodeKey(key.condition(), key.task(), 0));
  }

  /** An attempt was finished in an earlier session. */
  synchronized void addEarlier(EpisodeKey key, boolean kept) {
    Track track = track(key);
    track.finishedBefore.add(key.episode());
    track.kept += kept ? 1 : 0;
  }

  /** The next attempt to run; empty where none is needed now, which a failure may change. */
  synchronized Optional<EpisodeKey> next() {
    for (Track track : tracks.values()) {
      while (track.finishedBefore.contains(track.next)) {
        track.next++;
      }
      if (track.kept + track.running < wanted && track.next < attempts) {
        track.running++;
        EpisodeKey first = track.first;
        return Optional.of(new EpisodeKey(first.condition(), first.task(), track.next++));
      }
    }
    return Optional.empty();
  }

  /** An attempt has ended. */
  synchronized void finish(EpisodeKey key, boolean kept) {
    Track track = track(key);
    track.running--;
    track.kept += kept ? 1 : 0;
  }

  /** Attempts that are certain to be run, if none is running: at most as many as are missing. */
  synchronized long left() {
    long left = 0;
    for (Track track : tracks.values()) {
      int open = attempts - track.next;
      for (int finished : track.finishedBefore) {
        open -= finished >= track.next ? 1 : 0;
      }
      left += Math.max(0, Math.min(wanted - track.kept, open));
    }
    return left;
  }

  /** By task, how many episodes are missing; without those of which none is. */
  synchronized Map<String, Integer> missing() {
    Map<String, Integer> missing = new LinkedHashMap<>();
    for (Track track : tracks.values()) {
      if (track.kept < wanted) {
        missing.put(track.first.task(), wanted - track.kept);
      }
    }
    return missing;
  }

  /** The tasks, in order. */
  List<String> tasks() {
    return new ArrayList<>(tracks.keySet().stream().map(EpisodeKey::task).toList());
  }
}
