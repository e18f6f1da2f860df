package org.workcell.policies;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Instructions as vectors of fixed size for small networks: signed feature hashing (Weinberger et
 * al., "Feature hashing for large scale multitask learning", 2009) of lower-case words and pairs of
 * neighbouring words. The same text gives the same vector on every machine.
 *
 * <p>Words are runs of letters and digits. With {@code d} the SHA-256 digest of the UTF-8 bytes of
 * a word, or of two words with a space between them, it adds {@code +1} where {@code d[8]} is even
 * and {@code -1} where it is odd to element {@code u mod size}, where {@code u} is the unsigned
 * little-endian number in {@code d[0..7]}. The sum is then scaled to length 1.
 */
public final class InstructionHash {

  /** Most elements of a vector. */
  public static final int MAX_SIZE = 1 << 16;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  private InstructionHash() {}

  /**
   * The vector of a text; zero where it has no word.
   *
   * @param size elements of the vector
   */
  public static float[] embed(String text, int size) {
    requireSize(size);
    double[] sum = new double[size];
    for (String gram : grams(text)) {
      ByteBuffer digest =
          ByteBuffer.wrap(sha256(gram.getBytes(StandardCharsets.UTF_8)))
              .order(ByteOrder.LITTLE_ENDIAN);
      int element = (int) Long.remainderUnsigned(digest.getLong(0), size);
      sum[element] += (digest.get(Long.BYTES) & 1) == 0 ? 1 : -1;
    }
    return unit(sum);
  }

  static void requireSize(int size) {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "the block of the instruction has 1 to %d elements, not %d".formatted(MAX_SIZE, size));
    }
  }

  private static List<String> grams(String text) {
    List<String> words =
        WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(MatchResult::group).toList();
    List<String> grams = new ArrayList<>(words);
    for (int i = 1; i < words.size(); i++) {
      grams.add(words.get(i - 1) + " " + words.get(i));
    }
    return grams;
  }

  private static float[] unit(double[] sum) {
    double squares = 0;
    for (double each : sum) {
      squares += each * each;
    }
    float[] unit = new float[sum.length];
    for (int i = 0; i < unit.length && squares > 0; i++) {
      unit[i] = (float) (sum[i] / Math.sqrt(squares));
    }
    return unit;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
