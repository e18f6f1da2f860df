package org.workcell.sim.environment;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.Scene;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.scene.SceneSource;

/**
 * Compiled scenes, each loaded once. Those that nobody uses any more stay until all together exceed
 * a budget; then the least recently used are closed. Not thread-safe.
 */
final class SceneCache implements AutoCloseable {

  /** What a scene is compiled from. */
  record Key(AssetPack assets, SceneSource source, SceneAdditions additions) {}

  private static final class Entry {
    private final Scene scene;
    private int users;
    private boolean pinned;

    Entry(Scene scene) {
      this.scene = scene;
    }
  }

  private final long budgetBytes;
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  SceneCache(long budgetBytes) {
    this.budgetBytes = budgetBytes;
  }

  /** A scene for one more user, who gives it back through {@link #release}. */
  Scene acquire(Key key) {
    Entry entry = entry(key);
    entry.users++;
    return entry.scene;
  }

  /** A scene that stays until this cache is closed. */
  Scene pin(Key key) {
    Entry entry = entry(key);
    entry.pinned = true;
    return entry.scene;
  }

  private Entry entry(Key key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = new Entry(Scene.load(key.assets(), key.source(), key.additions()));
      entries.put(key, entry);
      closeUnused(key);
    }
    return entry;
  }

  /** One user is done. */
  void release(Key key) {
    Entry entry = entries.get(key);
    if (entry != null) {
      entry.users--;
      closeUnused(null);
    }
  }

  private void closeUnused(Key newest) {
    long bytes = entries.values().stream().mapToLong(each -> each.scene.model().sizeBytes()).sum();
    Iterator<Map.Entry<Key, Entry>> oldest = entries.entrySet().iterator();
    while (bytes > budgetBytes && oldest.hasNext()) {
      Map.Entry<Key, Entry> each = oldest.next();
      Entry entry = each.getValue();
      if (entry.users == 0 && !entry.pinned && !each.getKey().equals(newest)) {
        bytes -= entry.scene.model().sizeBytes();
        entry.scene.close();
        oldest.remove();
      }
    }
  }

  /** Number of compiled scenes that are held. */
  int size() {
    return entries.size();
  }

  @Override
  public void close() {
    entries.values().forEach(entry -> entry.scene.close());
    entries.clear();
  }
}
