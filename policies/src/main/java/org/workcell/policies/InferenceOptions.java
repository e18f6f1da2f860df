package org.workcell.policies;

/**
 * How a network is asked.
 *
 * @param device where it runs
 * @param paddedRows rows of every batch that the network sees: fewer are filled up with zeros, more
 *     are asked in turns; an answer then depends on neither how many rows ask nor which. 0 leaves
 *     batches as they are
 */
public record InferenceOptions(ComputeDevice device, int paddedRows) {

  /** Most rows of a batch of fixed shape. */
  public static final int MAX_ROWS = 1 << 16;

  /** Checks the number of rows. */
  public InferenceOptions {
    if (paddedRows < 0 || paddedRows > MAX_ROWS) {
      throw new IllegalArgumentException(
          "padded rows must be 0 to %d, not %d".formatted(MAX_ROWS, paddedRows));
    }
  }

  /** Batches as they come, on this device. */
  public static InferenceOptions on(ComputeDevice device) {
    return new InferenceOptions(device, 0);
  }

  /** Batches of this many rows, on the same device. */
  public InferenceOptions withPaddedRows(int rows) {
    return new InferenceOptions(device, rows);
  }
}
