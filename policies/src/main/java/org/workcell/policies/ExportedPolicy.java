package org.workcell.policies;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.workcell.sim.random.RandomStream;

/**
 * A TorchScript file that {@link GaussianMlp} wrote, as layers and numbers, for trainers that go on
 * from it. Other modules can be run and not read: what their code computes is not known. Immutable.
 */
public final class ExportedPolicy {

  private static final String CODE = "policy/code/__torch__.py";
  private static final String EXTRA = "policy/extra/" + ScriptInputs.FILE;
  private static final String DATA = "policy/data/";
  private static final long MOST_BYTES = 1L << 28;
  private static final int MOST_TENSORS = 64;

  private final Mlp layers;
  private final InputBlocks blocks;
  private final List<float[]> weights;

  private ExportedPolicy(Mlp layers, InputBlocks blocks, List<float[]> weights) {
    this.layers = layers;
    this.blocks = blocks;
    this.weights = weights;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it cannot be read, or is not of actions one at a time as
   *     trainers of Workcell write them
   */
  public static ExportedPolicy read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "policy %s is not a file; give one that 'workcell train' wrote".formatted(file));
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return read(zip);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "policy %s is not one that 'workcell train' wrote (%s), so it cannot be trained further"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static ExportedPolicy read(ZipFile zip) throws IOException {
    String source = text(zip, CODE);
    ScriptInputs inputs = ScriptInputs.parse(text(zip, EXTRA));
    List<float[]> weights = new ArrayList<>();
    while (weights.size() < MOST_TENSORS && zip.getEntry(DATA + weights.size()) != null) {
      weights.add(floats(bytes(zip, DATA + weights.size())));
    }
    ExportedPolicy policy =
        new ExportedPolicy(
            layers(weights, source),
            new InputBlocks(inputs.blocks(), inputs.tasks(), inputs.instructionSize()),
            weights);
    policy.requireSource(source);
    return policy;
  }

  /** Mean and deviation of the inputs, then weight and bias of each layer. */
  private static Mlp layers(List<float[]> weights, String source) {
    if (weights.size() < 4 || weights.size() % 2 != 0) {
      throw new IllegalArgumentException("it has %d tensors".formatted(weights.size()));
    }
    int size = weights.get(0).length;
    int width = size;
    List<Integer> hidden = new ArrayList<>();
    for (int at = 2; at < weights.size(); at += 2) {
      int units = weights.get(at + 1).length;
      if (weights.get(at).length != units * width) {
        throw new IllegalArgumentException("tensor %d has another shape".formatted(at));
      }
      hidden.add(units);
      width = units;
    }
    Mlp.Activation activation =
        Arrays.stream(Mlp.Activation.values())
            .filter(each -> source.contains("torch." + ScriptExport.function(each) + "("))
            .findFirst()
            .orElse(Mlp.Activation.TANH);
    return new Mlp(size, hidden.subList(0, hidden.size() - 1), activation, width);
  }

  /** The code must be what is written for these layers, to the letter. */
  private void requireSource(String source) {
    Libtorch.engine();
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU)) {
      GaussianMlp network = GaussianMlp.create(layers, 0, manager, new RandomStream(0));
      if (!new ScriptExport(layers, network.mean(), blocks).source().equals(source)) {
        throw new IllegalArgumentException("its code is another one");
      }
    }
  }

  private static String text(ZipFile zip, String name) throws IOException {
    return new String(bytes(zip, name), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null || entry.getSize() > MOST_BYTES) {
      throw new IllegalArgumentException("'%s' is missing".formatted(name));
    }
    return zip.getInputStream(entry).readNBytes((int) MOST_BYTES);
  }

  private static float[] floats(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /** The layers of the network of mean actions. */
  public Mlp layers() {
    return layers;
  }

  /** What the network gets of a row, side by side. */
  public InputBlocks blocks() {
    return blocks;
  }

  /** A copy of what is subtracted from the inputs. */
  public float[] inputMeans() {
    return weights.get(0).clone();
  }

  /** A copy of what the differences are divided by. */
  public float[] inputDeviations() {
    return weights.get(1).clone();
  }

  /** Whether a network has these weights and this normalizer, to the bit. */
  public boolean isOf(GaussianMlp network) {
    List<float[]> numbers = network.readMean();
    boolean same = numbers.size() == weights.size();
    for (int i = 0; same && i < weights.size(); i++) {
      same = Arrays.equals(numbers.get(i), weights.get(i));
    }
    return same;
  }

  /**
   * Gives a network these weights, and the normalizer its numbers; deviations of actions stay.
   *
   * @throws IllegalArgumentException if its layers are others
   */
  public void copyTo(GaussianMlp network) {
    network.writeMean(weights);
  }
}
