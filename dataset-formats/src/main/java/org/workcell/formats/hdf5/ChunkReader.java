package org.workcell.formats.hdf5;

import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.filter.PipelineFilterWithData;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.workcell.sim.files.BadInputException;

/**
 * Reads rows of an array that is stored in chunks, plain or compressed by deflate with or without
 * shuffling. A chunk never takes more memory than its shape says, whatever it inflates to.
 */
final class ChunkReader {

  private static final long MOST_CHUNK_BYTES = 1L << 26;
  private static final int DEFLATE = 1;
  private static final int SHUFFLE = 2;

  private final ChunkedDataset dataset;
  private final List<Integer> shape;
  private final int elementBytes;
  private final int[] chunk;
  private final int chunkBytes;
  private final List<PipelineFilterWithData> filters;

  ChunkReader(ChunkedDataset dataset, List<Integer> shape, int elementBytes) {
    this.dataset = dataset;
    this.shape = shape;
    this.elementBytes = elementBytes;
    this.chunk = dataset.getChunkDimensions();
    long bytes = elementBytes;
    for (int length : chunk) {
      bytes = length < 1 || bytes > MOST_CHUNK_BYTES ? Long.MAX_VALUE : bytes * length;
    }
    if (chunk.length != shape.size() || bytes > MOST_CHUNK_BYTES) {
      throw new BadInputException(
          "array '%s' has chunks that are larger than the %d bytes that are read"
              .formatted(dataset.getPath(), MOST_CHUNK_BYTES));
    }
    this.chunkBytes = (int) bytes;
    this.filters = dataset.getFilters();
    for (PipelineFilterWithData filter : filters) {
      if (filter.getId() != DEFLATE && filter.getId() != SHUFFLE) {
        throw new BadInputException(
            "array '%s' is compressed by filter %d (%s); write it with gzip or not compressed"
                .formatted(dataset.getPath(), filter.getId(), filter.getName()));
      }
    }
  }

  void read(int first, int count, byte[] target) {
    int[] offset = new int[chunk.length];
    offset[0] = first / chunk[0] * chunk[0];
    while (offset[0] < first + count) {
      byte[] content = decode(dataset.getRawChunkBuffer(offset));
      if (chunk.length == 1) {
        copyVector(content, offset[0], first, count, target);
      } else {
        copy(content, offset, first, count, target);
      }
      int dimension = chunk.length - 1;
      offset[dimension] += chunk[dimension];
      while (dimension > 0 && offset[dimension] >= shape.get(dimension)) {
        offset[dimension] = 0;
        dimension--;
        offset[dimension] += chunk[dimension];
      }
    }
  }

  private byte[] decode(ByteBuffer raw) {
    byte[] bytes = new byte[raw.remaining()];
    raw.get(bytes);
    for (int i = filters.size() - 1; i >= 0; i--) {
      bytes = filters.get(i).getId() == DEFLATE ? inflate(bytes) : unshuffle(bytes);
    }
    if (bytes.length != chunkBytes) {
      throw new BadInputException(
          "a chunk of array '%s' has %d bytes, not %d"
              .formatted(dataset.getPath(), bytes.length, chunkBytes));
    }
    return bytes;
  }

  private byte[] inflate(byte[] packed) {
    byte[] plain = new byte[chunkBytes];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      int length = 0;
      while (length < plain.length && !inflater.finished() && !inflater.needsInput()) {
        length += inflater.inflate(plain, length, plain.length - length);
      }
      if (length == plain.length) {
        return plain;
      }
    } catch (DataFormatException e) {
      throw new BadInputException(
          "a chunk of array '%s' is damaged".formatted(dataset.getPath()), e);
    } finally {
      inflater.end();
    }
    throw new BadInputException("a chunk of array '%s' is cut off".formatted(dataset.getPath()));
  }

  /** First bytes of all elements first, then the second ones: back into elements. */
  private byte[] unshuffle(byte[] shuffled) {
    int count = shuffled.length / elementBytes;
    byte[] plain = shuffled.clone();
    for (int i = 0; i < count * elementBytes; i++) {
      plain[i % count * elementBytes + i / count] = shuffled[i];
    }
    return plain;
  }

  private void copy(byte[] from, int[] offset, int first, int count, byte[] target) {
    int last = chunk.length - 1;
    int[] within = new int[chunk.length];
    int run = Math.min(chunk[last], shape.get(last) - offset[last]);
    while (within[0] < chunk[0]) {
      int row = offset[0] + within[0] - first;
      if (row >= 0 && row < count && isInside(offset, within, last)) {
        long index = row;
        long source = within[0];
        for (int i = 1; i <= last; i++) {
          index = index * shape.get(i) + offset[i] + (i == last ? 0 : within[i]);
          source = source * chunk[i] + (i == last ? 0 : within[i]);
        }
        System.arraycopy(
            from,
            (int) source * elementBytes,
            target,
            (int) index * elementBytes,
            run * elementBytes);
      }
      advance(within, last - 1);
    }
  }

  private void copyVector(byte[] from, int start, int first, int count, byte[] target) {
    int begin = Math.max(start, first);
    int end = Math.min(start + chunk[0], first + count);
    System.arraycopy(
        from,
        (begin - start) * elementBytes,
        target,
        (begin - first) * elementBytes,
        (end - begin) * elementBytes);
  }

  private boolean isInside(int[] offset, int[] within, int last) {
    for (int i = 1; i < last; i++) {
      if (offset[i] + within[i] >= shape.get(i)) {
        return false;
      }
    }
    return true;
  }

  private void advance(int[] within, int innermost) {
    int dimension = innermost;
    within[dimension]++;
    while (dimension > 0 && within[dimension] >= chunk[dimension]) {
      within[dimension] = 0;
      dimension--;
      within[dimension]++;
    }
  }
}
