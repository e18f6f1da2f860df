package org.workcell.video;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.workcell.sim.engine.MissingLibraryException;

/** The native library that makes videos: ffmpeg with OpenH264. Any thread. */
public final class VideoEncoder {

  private static final String NAME = "libopenh264";
  private static final String NATIVES = "org/bytedeco/ffmpeg/%s/libjniavcodec.so";

  private VideoEncoder() {}

  /** Whether ffmpeg is on the class path; loads nothing of it. */
  public static boolean isResolved() {
    return VideoEncoder.class.getClassLoader().getResource(NATIVES.formatted(Loader.getPlatform()))
        != null;
  }

  /**
   * Loads ffmpeg and looks for the encoder.
   *
   * @return what it is, for example {@code ffmpeg 8.1, libopenh264}
   * @throws IllegalStateException if videos cannot be made, with what to do
   */
  public static String require() {
    AVCodec codec = codec();
    return "ffmpeg %s, %s"
        .formatted(avutil.av_version_info().getString(), codec.name().getString());
  }

  static AVCodec codec() {
    if (!isResolved()) {
      throw new MissingLibraryException(
          "ffmpeg",
          "a video needs ffmpeg, which is not on the class path; run it through ./workcell, which"
              + " fetches it, or add org.bytedeco:ffmpeg with its natives");
    }
    try {
      avutil.av_log_set_level(avutil.AV_LOG_FATAL);
      AVCodec codec = avcodec.avcodec_find_encoder_by_name(NAME);
      if (codec == null || codec.isNull()) {
        throw new IllegalStateException(
            "this ffmpeg has no encoder %s; use the one that ./workcell fetches".formatted(NAME));
      }
      return codec;
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "ffmpeg cannot be loaded: %s; remove cli/target/ffmpeg and run it through"
                  .formatted(e.getMessage())
              + " ./workcell again",
          e);
    }
  }
}
