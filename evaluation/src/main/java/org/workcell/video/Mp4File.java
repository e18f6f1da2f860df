package org.workcell.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.workcell.sim.files.IoReason;

/**
 * An MP4 file with one H.264 stream that browsers play while they load it. The same images give the
 * same bytes: one thread, fixed quality, no clock. The file appears whole, by {@link #finish}, or
 * not at all. One thread at a time.
 */
public final class Mp4File implements AutoCloseable {

  private static final int TICKS_PER_SECOND = 90_000;
  private static final int TYPICAL_FRAMES_PER_SECOND = 30;
  private static final int FRAMES_BETWEEN_KEY_FRAMES = 120;
  private static final int BYTES_PER_PIXEL = 3;
  private static final int MESSAGE_BYTES = 256;
  private static final AVDictionary NO_OPTIONS = null;
  private static final AVFrame END = null;

  private final Path file;
  private final Path part;
  private final VideoFormat format;
  private final int framesBetweenKeyFrames;
  private final PointerPointer<BytePointer> rgbPlanes = new PointerPointer<>(1);
  private final IntPointer rgbStrides = new IntPointer(1);
  private AVFormatContext container;
  private AVCodecContext encoder;
  private AVStream stream;
  private SwsContext converter;
  private AVFrame frame;
  private AVPacket packet;
  private long bytes;
  private boolean closed;

  /** Starts a video for people, who watch it from the start. */
  Mp4File(Path file, VideoFormat format) {
    this(file, format, FRAMES_BETWEEN_KEY_FRAMES);
  }

  /**
   * Starts a file.
   *
   * @param framesBetweenKeyFrames how many frames a reader decodes at most to get at one
   * @throws UncheckedIOException if it cannot be written
   * @throws IllegalStateException if ffmpeg cannot be loaded
   */
  public Mp4File(Path file, VideoFormat format, int framesBetweenKeyFrames) {
    this.framesBetweenKeyFrames = framesBetweenKeyFrames;
    this.file = file;
    this.part = file.resolveSibling("." + file.getFileName() + ".part");
    this.format = format;
    AVCodec codec = VideoEncoder.codec();
    try {
      openContainer();
      openEncoder(codec);
      openConverter();
      writeHeader();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private String url() {
    return "file:" + part.toAbsolutePath();
  }

  private void openContainer() {
    container = new AVFormatContext(null);
    check(avformat.avformat_alloc_output_context2(container, null, "mp4", url()));
    container.flags(container.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    AVIOContext output = new AVIOContext(null);
    check(avformat.avio_open(output, url(), avformat.AVIO_FLAG_WRITE));
    container.pb(output);
    stream = avformat.avformat_new_stream(container, null);
    stream.time_base().num(1).den(TICKS_PER_SECOND);
  }

  private void openEncoder(AVCodec codec) {
    encoder = avcodec.avcodec_alloc_context3(codec);
    encoder.width(format.widthPixels()).height(format.heightPixels());
    encoder.pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    encoder.color_range(avutil.AVCOL_RANGE_MPEG).colorspace(avutil.AVCOL_SPC_SMPTE170M);
    encoder.time_base().num(1).den(TICKS_PER_SECOND);
    encoder.framerate().num(TYPICAL_FRAMES_PER_SECOND).den(1);
    encoder.gop_size(framesBetweenKeyFrames).thread_count(1);
    encoder.flags(encoder.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    encoder.profile(avcodec.AV_PROFILE_H264_HIGH);
    check(avutil.av_opt_set(encoder.priv_data(), "rc_mode", "off", 0));
    check(avcodec.avcodec_open2(encoder, codec, NO_OPTIONS));
    check(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder));
  }

  private void openConverter() {
    converter =
        swscale.sws_getContext(
            format.widthPixels(),
            format.heightPixels(),
            avutil.AV_PIX_FMT_RGB24,
            format.widthPixels(),
            format.heightPixels(),
            avutil.AV_PIX_FMT_YUV420P,
            swscale.SWS_BICUBIC | swscale.SWS_ACCURATE_RND | swscale.SWS_BITEXACT,
            null,
            null,
            (DoublePointer) null);
    rgbStrides.put(0, format.widthPixels() * BYTES_PER_PIXEL);
    frame = avutil.av_frame_alloc();
    frame.width(format.widthPixels()).height(format.heightPixels());
    frame.format(avutil.AV_PIX_FMT_YUV420P);
    check(avutil.av_frame_get_buffer(frame, 0));
    packet = avcodec.av_packet_alloc();
  }

  /** The index goes to the front, so that players can start before they have the whole file. */
  private void writeHeader() {
    try (AVDictionary options = new AVDictionary(null)) {
      avutil.av_dict_set(options, "movflags", "+faststart", 0);
      int status = avformat.avformat_write_header(container, options);
      avutil.av_dict_free(options);
      check(status);
    }
  }

  /**
   * Adds an image.
   *
   * @param rgb direct memory, [height][width][3], top row first, from its position on; not moved
   * @param startSeconds when it is shown, later than the one before
   * @param seconds for how long
   */
  public void add(ByteBuffer rgb, double startSeconds, double seconds) {
    check(avutil.av_frame_make_writable(frame));
    try (BytePointer pixels = new BytePointer(rgb)) {
      rgbPlanes.put(0, pixels);
      swscale.sws_scale(
          converter,
          rgbPlanes,
          rgbStrides,
          0,
          format.heightPixels(),
          frame.data(),
          frame.linesize());
    }
    frame.pts(Math.round(startSeconds * TICKS_PER_SECOND));
    frame.duration(Math.round(seconds * TICKS_PER_SECOND));
    check(avcodec.avcodec_send_frame(encoder, frame));
    writePackets();
  }

  /** How many bytes the encoded images have so far. */
  public long bytes() {
    return bytes;
  }

  private void writePackets() {
    int status = avcodec.avcodec_receive_packet(encoder, packet);
    while (status >= 0) {
      if (packet.duration() == 0) {
        packet.duration(frame.duration());
      }
      packet.stream_index(stream.index());
      bytes += packet.size();
      avcodec.av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      check(avformat.av_interleaved_write_frame(container, packet));
      status = avcodec.avcodec_receive_packet(encoder, packet);
    }
    if (status != avutil.AVERROR_EAGAIN() && status != avutil.AVERROR_EOF()) {
      check(status);
    }
  }

  /** Completes the file and lets it appear under its name, replacing another of that name. */
  public void finish() {
    check(avcodec.avcodec_send_frame(encoder, END));
    writePackets();
    check(avformat.av_write_trailer(container));
    closeOutput();
    try {
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "video '%s' cannot be written (%s)".formatted(file, IoReason.of(e)), e);
    }
    close();
  }

  private void closeOutput() {
    if (container != null && container.pb() != null) {
      int status = avformat.avio_closep(container.pb());
      container.pb(null);
      check(status);
    }
  }

  private void check(int status) {
    if (status < 0) {
      byte[] message = new byte[MESSAGE_BYTES];
      avutil.av_strerror(status, message, message.length);
      String reason = new String(message).replaceFirst("\0.*", "");
      throw new UncheckedIOException(
          "video '%s' cannot be written: %s; is there room, and may it be written to?"
              .formatted(file, reason),
          new IOException(reason));
    }
  }

  /** Frees everything; what was not finished is deleted. Idempotent. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    free();
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException("'%s' cannot be deleted; delete it".formatted(part), e);
    }
  }

  private void free() {
    if (packet != null) {
      avcodec.av_packet_free(packet);
    }
    if (frame != null) {
      avutil.av_frame_free(frame);
    }
    if (converter != null) {
      swscale.sws_freeContext(converter);
    }
    if (encoder != null) {
      avcodec.avcodec_free_context(encoder);
    }
    if (container != null) {
      if (container.pb() != null) {
        avformat.avio_closep(container.pb());
      }
      avformat.avformat_free_context(container);
    }
    rgbPlanes.close();
    rgbStrides.close();
  }
}
