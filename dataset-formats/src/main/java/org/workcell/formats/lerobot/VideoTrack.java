package org.workcell.formats.lerobot;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.workcell.formats.Images;
import org.workcell.formats.SetFolder;
import org.workcell.video.Mp4File;
import org.workcell.video.VideoFormat;

/** The videos of one camera: episodes follow each other in files of bounded size. */
final class VideoTrack implements AutoCloseable {

  /** As LeRobot's own, because its loader reads frames in any order. */
  private static final int FRAMES_BETWEEN_KEY_FRAMES = 2;

  private final SetFolder folder;
  private final String key;
  private final double framesPerSecond;
  private final FileCount files = new FileCount();
  private Mp4File file;
  private long frames;
  private ByteBuffer pixels;

  /**
   * Where the images of an episode lie.
   *
   * @param file which file
   * @param fromSeconds when its first frame is shown
   * @param toSeconds when its last one ends
   */
  record Place(FileCount.Number file, double fromSeconds, double toSeconds) {}

  VideoTrack(SetFolder folder, String key, double framesPerSecond) {
    this.folder = folder;
    this.key = key;
    this.framesPerSecond = framesPerSecond;
  }

  Place add(Images images, int count, ImageStatistics statistics) throws IOException {
    if (file == null) {
      start(images);
    }
    long first = frames;
    for (int step = 0; step < count; step++) {
      byte[] rgb = images.frames().rgb(step);
      statistics.add(rgb);
      pixels.clear().put(rgb).flip();
      file.add(pixels, frames / framesPerSecond, 1 / framesPerSecond);
      frames++;
    }
    Place place = new Place(files.current(), first / framesPerSecond, frames / framesPerSecond);
    if (file.bytes() >= LeRobotSet.VIDEO_FILE_MEGABYTES * LeRobotSet.MEGABYTE) {
      finish();
      files.next();
    }
    return place;
  }

  private void start(Images images) throws IOException {
    VideoFormat format = VideoFormat.faithful(images.widthPixels(), images.heightPixels(), null);
    String path = "videos/%s/%s.mp4".formatted(key, files.current().path());
    file = new Mp4File(folder.file(path), format, FRAMES_BETWEEN_KEY_FRAMES);
    frames = 0;
    pixels = ByteBuffer.allocateDirect(images.widthPixels() * images.heightPixels() * 3);
  }

  void finish() {
    if (file != null) {
      file.finish();
      file = null;
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
