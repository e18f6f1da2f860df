package org.workcell.formats.codec;

import io.airlift.compress.Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * Ways of compressing a part of a file. What is decompressed is not trusted: no more memory is
 * taken than the caller expects, and anything else than exactly that is refused. Thread-safe.
 */
public enum Compression {
  /** Bytes as they are. */
  NONE,
  /** Snappy's raw format. */
  SNAPPY,
  /** Gzip, RFC 1952. */
  GZIP,
  /** Zstandard, RFC 8878, without dictionaries; windows of at most 8 MiB. */
  ZSTD,
  /** One block of LZ4, without a frame. */
  LZ4_BLOCK,
  /** LZ4's frame format. */
  LZ4_FRAME;

  /**
   * Decompresses.
   *
   * @param packed holds the compressed bytes
   * @param from where they begin
   * @param to where they end
   * @param expected how many bytes come out; the caller bounds it
   * @throws IllegalArgumentException if it cannot be decompressed to exactly so many bytes
   */
  public byte[] decompress(byte[] packed, int from, int to, int expected) {
    try {
      byte[] plain =
          switch (this) {
            case NONE -> Arrays.copyOfRange(packed, from, to);
            case SNAPPY -> airlift(new SnappyDecompressor(), packed, from, to, expected);
            case GZIP -> gzip(packed, from, to, expected);
            case ZSTD -> airlift(new ZstdDecompressor(), packed, from, to, expected);
            case LZ4_BLOCK -> Lz4.block(packed, from, to, expected);
            case LZ4_FRAME -> Lz4.frame(packed, from, to, expected);
          };
      if (plain.length != expected) {
        throw new IllegalArgumentException("it has %d bytes".formatted(plain.length));
      }
      return plain;
    } catch (RuntimeException | IOException e) {
      throw new IllegalArgumentException(
          "%d bytes of %s do not become the %d bytes that were announced: %s"
              .formatted(to - from, name(), expected, e.getMessage()),
          e);
    }
  }

  private static byte[] airlift(
      Decompressor decompressor, byte[] packed, int from, int to, int expected) {
    byte[] plain = new byte[expected];
    if (expected == 0 && to == from) {
      return plain;
    }
    int bytes = decompressor.decompress(packed, from, to - from, plain, 0, expected);
    return bytes == expected ? plain : Arrays.copyOf(plain, bytes);
  }

  private static byte[] gzip(byte[] packed, int from, int to, int expected) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed, from, to - from))) {
      byte[] plain = in.readNBytes(expected);
      if (in.read() >= 0) {
        throw new IllegalArgumentException("there is more");
      }
      return plain;
    }
  }
}
