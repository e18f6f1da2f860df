package org.workcell.formats.libero;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.formats.SetEpisode;
import org.workcell.formats.SetFolder;
import org.workcell.formats.SetWriter;

/**
 * Writes demonstrations in the HDF5 layout of LIBERO, a file for each task. Tasks with robosuite's
 * observation blocks get LIBERO's names; blocks of others keep theirs. Episodes must have their
 * simulation. Any size of model and instruction fits, because texts are of variable length.
 */
public final class LiberoSet implements SetWriter {

  private final SetFolder folder;
  private final LiberoOptions options;
  private final Map<String, TaskFile> files = new LinkedHashMap<>();

  /** Starts a set in a folder, which may hold other things. */
  public LiberoSet(Path out, LiberoOptions options) {
    this.folder = new SetFolder(out, List.of());
    this.options = options;
  }

  @Override
  public void add(SetEpisode episode) throws IOException {
    String task = episode.identity().task();
    TaskFile file = files.get(task);
    if (file == null) {
      file = new TaskFile(folder.file(TaskFile.path(task)), episode, options);
      files.put(task, file);
    }
    file.add(episode);
  }

  @Override
  public void finish() throws IOException {
    for (TaskFile file : files.values()) {
      file.finish();
    }
    folder.finish();
  }

  @Override
  public void close() throws IOException {
    for (TaskFile file : files.values()) {
      file.close();
    }
    folder.close();
  }
}
