package org.workcell.sim.reward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzFile;

/**
 * Vectors of sentences that an encoder computed beforehand, from an npz file with the arrays {@code
 * sentences}, text [N], and {@code embeddings}, numbers [N][size]. Immutable; used from many
 * threads.
 */
public final class SentenceTable {

  private static final long LARGEST_FILE_BYTES = 1L << 28;

  private final Path file;
  private final String sha256;
  private final int size;
  private final Map<String, float[]> vectors;

  private SentenceTable(Path file, String sha256, int size, Map<String, float[]> vectors) {
    this.file = file;
    this.sha256 = sha256;
    this.size = size;
    this.vectors = vectors;
  }

  /**
   * Reads a file.
   *
   * @throws BadInputException if it is not such a file
   */
  public static SentenceTable read(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE_BYTES) {
        throw new BadInputException(
            "%s is not a file of at most %d bytes; give an npz file with the arrays sentences and"
                    .formatted(file, LARGEST_FILE_BYTES)
                + " embeddings");
      }
      byte[] bytes = Files.readAllBytes(file);
      NpzFile arrays = NpzFile.of(file.toString(), bytes, LARGEST_FILE_BYTES);
      return of(file, bytes, arrays.array("sentences"), arrays.array("embeddings"));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read (%s)".formatted(file, IoReason.of(e)), e);
    }
  }

  private static SentenceTable of(
      Path file, byte[] bytes, NpyArray sentences, NpyArray embeddings) {
    boolean fits =
        sentences.type().startsWith("<U")
            && sentences.shape().size() == 1
            && embeddings.shape().size() == 2
            && !embeddings.type().startsWith("<U")
            && embeddings.rows() == sentences.rows()
            && embeddings.size() > 0;
    if (!fits) {
      throw new IllegalArgumentException(
          "%s has sentences %s of %s and embeddings %s of %s; expected text [N] and numbers [N][size]"
              .formatted(
                  file,
                  sentences.shape(),
                  sentences.type(),
                  embeddings.shape(),
                  embeddings.type()));
    }
    Map<String, float[]> vectors = new TreeMap<>();
    for (int row = 0; row < sentences.rows(); row++) {
      double[] numbers = embeddings.row(row);
      float[] vector = new float[numbers.length];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) numbers[i];
      }
      if (vectors.put(sentences.text(row), vector) != null) {
        throw new IllegalArgumentException(
            "%s holds the sentence '%s' twice".formatted(file, sentences.text(row)));
      }
    }
    return new SentenceTable(file, sha256(bytes), embeddings.shape().get(1), vectors);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  /** Elements of each vector. */
  public int size() {
    return size;
  }

  /** Checksum of the file, in hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /**
   * The vector of a sentence.
   *
   * @throws BadInputException if the file lacks the sentence
   */
  public float[] vector(String sentence) {
    float[] vector = vectors.get(sentence);
    if (vector == null) {
      throw new BadInputException(
          "%s has no vector of the sentence '%s'; add it to sentences and embeddings"
              .formatted(file, sentence));
    }
    return vector.clone();
  }
}
