package org.workcell.policies;

import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.reward.RewardBatch;
import org.workcell.sim.reward.RewardModel;
import org.workcell.sim.reward.RewardSpec;

/**
 * A TorchScript file that scores. Its extra file {@code workcell.json} names what it reads, in the
 * order of the module's arguments: observation blocks {@code [rows, window, ...]}, {@code
 * first.BLOCK} {@code [rows, ...]}, {@code action}, the instruction in one of its forms, {@code
 * real}. Images are uint8, all else is float32. It answers {@code [rows]} or {@code [rows, 1]}.
 *
 * <p>The module always gets the same number of rows, where windows are missing copies of the last
 * one, so that a score does not depend on its batch. The first answer and every {@link
 * NetworkPolicy#CHECKED_ANSWERS}th are asked for again, and have to be the same to the bit. One
 * thread at a time.
 */
public final class TorchScriptReward implements RewardModel {

  /** Rows of every batch where nobody says otherwise. */
  public static final int STANDARD_ROWS = 16;

  private final String name;
  private final String sha256;
  private final int rows;
  private final Model model;
  private final ParameterStore parameters;
  private final RewardScript script;
  private final RewardTensors tensors;
  private long answers;
  private boolean closed;

  private TorchScriptReward(Path file, String sha256, int rows, Model model, RewardScript script) {
    this.name = String.valueOf(file.getFileName());
    this.sha256 = sha256;
    this.rows = rows;
    this.model = model;
    this.parameters = new ParameterStore(model.getNDManager(), false);
    this.script = script;
    this.tensors = new RewardTensors(script);
  }

  /**
   * Loads a file. Whether it fits the blocks shows with the first batch, which has their shapes.
   *
   * @param options device, and rows of every batch; 0 rows mean {@link #STANDARD_ROWS}
   * @throws IllegalArgumentException if there is no such file, it is no TorchScript file, or does
   *     not say what it reads
   * @throws IllegalStateException if libtorch cannot be loaded
   */
  public static TorchScriptReward load(Path file, InferenceOptions options) {
    int rows = options.paddedRows() == 0 ? STANDARD_ROWS : options.paddedRows();
    Model model = ScriptModule.load("reward model", file, options);
    try {
      RewardScript script = RewardScript.parse(model.getProperty(ScriptInputs.FILE));
      return new TorchScriptReward(file, sha256(file), rows, model, script);
    } catch (IllegalArgumentException e) {
      model.close();
      throw new IllegalArgumentException(
          "reward model %s does not fit: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("it cannot be read (%s)".formatted(IoReason.of(e)), e);
    }
  }

  @Override
  public String name() {
    return name;
  }

  /** Checksum of the file, in hexadecimal. */
  public String sha256() {
    return sha256;
  }

  @Override
  public String identity() {
    return "torchscript sha256 %s, padded rows %d, %s"
        .formatted(sha256, rows, script.spec().identity());
  }

  @Override
  public RewardSpec spec() {
    return script.spec();
  }

  @Override
  public double[] score(RewardBatch batch) {
    if (closed) {
      throw new IllegalStateException("reward model %s is closed".formatted(name));
    }
    double[] scores = new double[batch.rows()];
    for (int first = 0; first < scores.length; first += rows) {
      int count = Math.min(rows, scores.length - first);
      float[] answer = answer(batch.rows(first, rows));
      for (int i = 0; i < count; i++) {
        scores[first + i] = answer[i];
      }
    }
    return scores;
  }

  private float[] answer(RewardBatch padded) {
    float[] answer = ask(padded);
    boolean again = answers % NetworkPolicy.CHECKED_ANSWERS == 0;
    answers++;
    if (again && !Arrays.equals(answer, ask(padded))) {
      throw new IllegalStateException(
          "reward model %s scores the same windows differently; it must not draw random numbers"
              .formatted(name));
    }
    return answer;
  }

  private float[] ask(RewardBatch padded) {
    try (NDManager scope = model.getNDManager().newSubManager()) {
      Libtorch.settleThread();
      NDList arguments = tensors.read(scope, padded);
      NDList answer = forward(arguments);
      requireScores(answer);
      return answer.get(0).toType(DataType.FLOAT32, false).toFloatArray();
    }
  }

  private NDList forward(NDList arguments) {
    try {
      return model.getBlock().forward(parameters, arguments, false);
    } catch (EngineException e) {
      throw new IllegalArgumentException(
          "reward model %s, asked with %s, fails with: %s"
              .formatted(name, tensors.describe(arguments), Libtorch.reason(e)),
          e);
    }
  }

  private void requireScores(NDList answer) {
    NDArray scores = answer.size() == 1 ? answer.get(0) : null;
    boolean fits =
        scores != null
            && scores.getDataType().isFloating()
            && (scores.getShape().equals(new Shape(rows))
                || scores.getShape().equals(new Shape(rows, 1)));
    if (!fits) {
      throw new IllegalArgumentException(
          "reward model %s answers %s; expected one floating-point tensor [%d] or [%d, 1], a score"
                  .formatted(
                      name,
                      scores == null
                          ? answer.size() + " tensors"
                          : scores.getDataType() + " " + scores.getShape(),
                      rows,
                      rows)
              + " for each window");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      model.close();
    }
  }
}
