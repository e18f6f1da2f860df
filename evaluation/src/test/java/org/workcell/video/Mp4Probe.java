package org.workcell.video;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * What a player finds in a file.
 *
 * @param frames that it can decode
 * @param seconds how long it is
 * @param lastLuma brightness of the last frame's first pixel, 0 to 255
 * @param indexFirst whether it can start before it has the whole file
 */
public record Mp4Probe(
    boolean h264,
    boolean yuv420p,
    int width,
    int height,
    int frames,
    double seconds,
    int lastLuma,
    boolean indexFirst) {

  /** Decodes a whole file. */
  public static Mp4Probe of(Path file) throws IOException {
    AVFormatContext container = open(file);
    AVCodecParameters stream = container.streams(0).codecpar();
    AVCodecContext decoder =
        avcodec.avcodec_alloc_context3(avcodec.avcodec_find_decoder(stream.codec_id()));
    avcodec.avcodec_parameters_to_context(decoder, stream);
    avcodec.avcodec_open2(decoder, decoder.codec(), (AVDictionary) null);
    AVPacket packet = avcodec.av_packet_alloc();
    AVFrame frame = avutil.av_frame_alloc();
    int frames = 0;
    int luma = -1;
    boolean more = true;
    while (more) {
      more = avformat.av_read_frame(container, packet) >= 0;
      avcodec.avcodec_send_packet(decoder, more ? packet : null);
      while (avcodec.avcodec_receive_frame(decoder, frame) >= 0) {
        frames++;
        luma = frame.data(0).get() & 0xff;
      }
      avcodec.av_packet_unref(packet);
    }
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    Mp4Probe found =
        new Mp4Probe(
            stream.codec_id() == avcodec.AV_CODEC_ID_H264,
            stream.format() == avutil.AV_PIX_FMT_YUV420P,
            stream.width(),
            stream.height(),
            frames,
            container.duration() / (double) avutil.AV_TIME_BASE,
            luma,
            bytes.indexOf("moov") > 0 && bytes.indexOf("moov") < bytes.indexOf("mdat"));
    avutil.av_frame_free(frame);
    avcodec.av_packet_free(packet);
    avcodec.avcodec_free_context(decoder);
    avformat.avformat_close_input(container);
    return found;
  }

  private static AVFormatContext open(Path file) throws IOException {
    AVFormatContext container = new AVFormatContext(null);
    if (avformat.avformat_open_input(container, file.toString(), null, (AVDictionary) null) < 0
        || avformat.avformat_find_stream_info(container, (AVDictionary) null) < 0) {
      throw new IOException("no video: " + file);
    }
    return container;
  }
}
