package org.workcell.sim.batch;

/**
 * Where the batches that take turns lie in one memory segment: the control words, then the batches,
 * then, where last results of episodes are kept apart, as many batches of those. All batches are
 * laid out alike. The segment starts on a page ({@link BatchDescriptor#PAGE_BYTES}).
 *
 * <p>The first control word, int64 at offset 0, counts the batches that have been shown; batch
 * {@code count mod batches} is the latest. It is written after the batch. The second says how many
 * nanoseconds the vector took for the call whose results that batch holds.
 *
 * @param batch how each batch is laid out
 * @param batches number of batches that take turns
 * @param finals whether each has a batch of last results beside it
 */
public record SegmentDescriptor(BatchDescriptor batch, int batches, boolean finals) {

  /** Size of the control words in bytes: a page, so that the batches start on one. */
  public static final int CONTROL_BYTES = BatchDescriptor.PAGE_BYTES;

  private static final String TITLE = "workcell-segment";

  /** Size of the segment. */
  public long bytes() {
    return CONTROL_BYTES + batch.bytes() * (finals ? 2 * batches : batches);
  }

  /** Where batch {@code index} starts, in bytes. */
  public long batchOffset(int index) {
    return CONTROL_BYTES + index * batch.bytes();
  }

  /** Where the last results that belong to batch {@code index} start, in bytes. */
  public long finalsOffset(int index) {
    if (!finals) {
      throw new IllegalStateException("this segment keeps no last results apart");
    }
    return batchOffset(batches + index);
  }

  /** The text form; {@link #parse} reads it. */
  public String toText() {
    return "%s\t%d\nbatches\t%d\nfinals\t%b\n%s"
        .formatted(TITLE, batch.version(), batches, finals, batch.toText());
  }

  /**
   * Reads a text form.
   *
   * @throws IllegalArgumentException if the text is not one, or of another version
   */
  public static SegmentDescriptor parse(String text) {
    String[] parts = text.split("\n", 4);
    if (parts.length < 4 || !parts[0].equals(TITLE + "\t" + BatchDescriptor.VERSION)) {
      throw new IllegalArgumentException(
          "this is not the descriptor of a segment of version %d: %s"
              .formatted(BatchDescriptor.VERSION, text));
    }
    return new SegmentDescriptor(
        BatchDescriptor.parse(parts[3]),
        Integer.parseInt(parts[1].split("\t")[1]),
        Boolean.parseBoolean(parts[2].split("\t")[1]));
  }
}
