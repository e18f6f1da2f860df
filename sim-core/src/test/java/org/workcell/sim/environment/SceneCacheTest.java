package org.workcell.sim.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.Scene;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.testing.PointMassTask;

/** Scenes are shared, kept while somebody uses them, and closed when memory is short. */
class SceneCacheTest {

  private static final long NO_ROOM = 1;
  private static final long ROOM = 1L << 30;

  /** The same scene under different keys. */
  private static SceneCache.Key key(String name) {
    SceneFiles files = PointMassTask.SCENE;
    return new SceneCache.Key(
        AssetPack.builtin(),
        new SceneFiles(files.builtinRoot(), files.builtinFile(), name),
        SceneAdditions.none());
  }

  @Test
  void usersShareAScene() {
    try (SceneCache cache = new SceneCache(NO_ROOM)) {
      assertSame(cache.acquire(key("a")), cache.acquire(key("a")));
      assertEquals(1, cache.size());
    }
  }

  @Test
  void whatIsUsedStaysHoweverShortMemoryIs() {
    try (SceneCache cache = new SceneCache(NO_ROOM)) {
      Scene first = cache.acquire(key("a"));
      cache.acquire(key("b"));
      assertSame(first, cache.acquire(key("a")));
      assertEquals(2, cache.size());
    }
  }

  @Test
  void withoutUsersTheLeastRecentlyUsedIsClosed() {
    try (SceneCache cache = new SceneCache(NO_ROOM)) {
      Scene first = cache.acquire(key("a"));
      cache.release(key("a"));
      cache.acquire(key("b"));
      assertEquals(1, cache.size());
      assertNotSame(first, cache.acquire(key("a")), "it is compiled again");
    }
  }

  @Test
  void withRoomASceneStaysForTheNextUser() {
    try (SceneCache cache = new SceneCache(ROOM)) {
      Scene first = cache.acquire(key("a"));
      cache.release(key("a"));
      cache.acquire(key("b"));
      assertSame(first, cache.acquire(key("a")));
    }
  }

  @Test
  void pinnedScenesStay() {
    try (SceneCache cache = new SceneCache(NO_ROOM)) {
      Scene first = cache.pin(key("a"));
      cache.acquire(key("b"));
      assertSame(first, cache.pin(key("a")));
    }
  }
}
