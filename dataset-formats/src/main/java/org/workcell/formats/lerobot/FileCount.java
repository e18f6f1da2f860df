package org.workcell.formats.lerobot;

/** Numbers of files in folders of a thousand. */
final class FileCount {

  private int chunk;
  private int file;

  /** A file's number in its chunk. */
  record Number(int chunk, int file) {

    /** Its place without the suffix. */
    String path() {
      return "chunk-%03d/file-%03d".formatted(chunk, file);
    }
  }

  Number current() {
    return new Number(chunk, file);
  }

  void next() {
    file++;
    if (file == LeRobotSet.CHUNK_FILES) {
      file = 0;
      chunk++;
    }
  }
}
