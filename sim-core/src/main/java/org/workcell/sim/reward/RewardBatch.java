package org.workcell.sim.reward;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzFile;

/**
 * Windows of stored steps, one score each: what a {@link RewardModel} reads. Rows may come from
 * several episodes, whose blocks have the same types and shapes. Immutable; arrays are made when
 * they are asked for.
 */
public final class RewardBatch {

  private final RewardSpec spec;
  private final List<RewardWindow> windows;

  /**
   * A batch of at least one window.
   *
   * @throws IllegalArgumentException if an episode does not fit the spec
   */
  RewardBatch(RewardSpec spec, List<RewardWindow> windows) {
    this.spec = spec;
    this.windows = List.copyOf(windows);
    windows.stream().map(RewardWindow::episode).distinct().forEach(each -> each.requireFits(spec));
  }

  /** All windows of an episode. */
  public static RewardBatch of(RewardEpisode episode, RewardSpec spec) {
    return new RewardBatch(spec, RewardWindow.all(episode, spec));
  }

  /** Number of windows. */
  public int rows() {
    return windows.size();
  }

  /** Steps of each window. */
  public int windowSteps() {
    return spec.windowSteps();
  }

  /**
   * Some of the windows.
   *
   * @param first the first row
   * @param count how many; rows behind the end repeat the last one
   */
  public RewardBatch rows(int first, int count) {
    List<RewardWindow> some = new ArrayList<>();
    for (int row = first; row < first + count; row++) {
      some.add(windows.get(Math.min(row, windows.size() - 1)));
    }
    return new RewardBatch(spec, some);
  }

  /**
   * What was observed.
   *
   * @return [rows][windowSteps][...], of {@link Moment#FIRST} [rows][...], in the element type of
   *     the episode
   * @throws IllegalArgumentException if the spec lacks the input, or the windows are too large
   */
  public NpyArray array(RewardInput input) {
    if (!spec.inputs().contains(input)) {
      throw new IllegalArgumentException(
          "input %s is not part of the spec: %s".formatted(input.name(), spec.identity()));
    }
    String block = input.block();
    return switch (input.moment()) {
      case FIRST -> firstOf(block);
      case BEFORE -> gather(block, 0);
      case AFTER -> gather(block, 1);
    };
  }

  private NpyArray firstOf(String block) {
    List<NpyArray> sources = windows.stream().map(each -> each.episode().block(block)).toList();
    List<Integer> shape = shape(sources, List.of(rows()), block);
    ByteBuffer bytes = allocate(sources.get(0), rows(), block);
    for (NpyArray source : sources) {
      bytes.put(source.rowBytes(0));
    }
    return NpyArray.of(sources.get(0).type(), shape, bytes.array());
  }

  private NpyArray gather(String block, int offset) {
    List<NpyArray> sources = windows.stream().map(each -> each.episode().block(block)).toList();
    return gather(sources, offset, "block " + block);
  }

  private NpyArray gather(List<NpyArray> sources, int offset, String what) {
    List<Integer> shape = shape(sources, List.of(rows(), windowSteps()), what);
    ByteBuffer bytes = allocate(sources.get(0), (long) rows() * windowSteps(), what);
    for (int row = 0; row < rows(); row++) {
      for (int i = 0; i < windowSteps(); i++) {
        bytes.put(sources.get(row).rowBytes(windows.get(row).step(i) + offset));
      }
    }
    return NpyArray.of(sources.get(0).type(), shape, bytes.array());
  }

  private static List<Integer> shape(List<NpyArray> sources, List<Integer> leading, String what) {
    NpyArray first = sources.get(0);
    List<Integer> each = first.shape().subList(1, first.shape().size());
    for (NpyArray source : sources) {
      if (!source.type().equals(first.type())
          || !source.shape().subList(1, source.shape().size()).equals(each)) {
        throw new IllegalArgumentException(
            "%s has shape %s in one episode of the batch and %s in another; score them apart"
                .formatted(what, first.shape(), source.shape()));
      }
    }
    List<Integer> shape = new ArrayList<>(leading);
    shape.addAll(each);
    return shape;
  }

  private static ByteBuffer allocate(NpyArray source, long observations, String what) {
    long bytes = observations * source.rowBytes(0).length;
    if (bytes > NpzFile.LARGEST_ARRAY_BYTES) {
      throw new IllegalArgumentException(
          "%s of a batch takes %d bytes, and %d are allowed; use fewer rows or shorter windows"
              .formatted(what, bytes, NpzFile.LARGEST_ARRAY_BYTES));
    }
    return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The actions that were carried out: [rows][windowSteps][element]. */
  public NpyArray actions() {
    return gather(windows.stream().map(each -> each.episode().actions()).toList(), 0, "action");
  }

  /** 1 for each step of a window, 0 where it only repeats another: float64 [rows][windowSteps]. */
  public NpyArray real() {
    ByteBuffer bytes =
        ByteBuffer.allocate(rows() * windowSteps() * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (RewardWindow window : windows) {
      for (int i = 0; i < windowSteps(); i++) {
        bytes.putDouble(window.isReal(i) ? 1 : 0);
      }
    }
    return NpyArray.of("<f8", List.of(rows(), windowSteps()), bytes.array());
  }

  /** The instruction of a row; empty where its episode has none. */
  public String instruction(int row) {
    return windows.get(row).episode().instruction();
  }

  /**
   * The instruction of a row as a vector.
   *
   * @throws IllegalStateException if the spec does not ask for it
   */
  public float[] embedding(int row) {
    if (spec.instruction() != InstructionForm.EMBEDDING) {
      throw new IllegalStateException(
          "the spec does not name the instruction's vector: " + spec.identity());
    }
    return windows.get(row).episode().embedding().orElseThrow().clone();
  }
}
