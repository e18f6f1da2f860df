package org.workcell.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.TorchScriptPolicy;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.policy.ChunkPlayer;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.task.TaskDefinition;

/**
 * A TorchScript file on a device.
 *
 * @param label the file in the user's words
 * @param sha256 checksum of the file
 * @param options how it is asked: always for the same number of rows, whoever is in the batch
 * @param chosenSteps actions of a chunk that are played; null for all
 * @param listedTasks the tasks of its one-hot code where the file names none
 */
public record NetworkSource(
    String label,
    String sha256,
    InferenceOptions options,
    Integer chosenSteps,
    List<String> listedTasks)
    implements PolicySource {

  /** What a file of a network ends in. */
  public static final String ENDING = ".pt";

  private static final int STANDARD_ROWS = 8;

  /** Looks for file and device, and loads libtorch. */
  static NetworkSource open(String label, NetworkSettings settings) {
    Path file = Path.of(label);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new BadInputException(
          "policy %s is not a file that can be read; give a TorchScript file, or one of expert,"
                  .formatted(label)
              + " random, zero");
    }
    try {
      int rows = settings.paddedRows() == null ? STANDARD_ROWS : settings.paddedRows();
      ComputeDevice device = ComputeDevice.choose(settings.device());
      InferenceOptions options = new InferenceOptions(device, rows);
      return new NetworkSource(
          label, sha256(file), options, settings.playedSteps(), settings.listedTasks());
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  @Override
  public String shortLabel() {
    String name = Path.of(label).getFileName().toString();
    return name.substring(0, name.length() - ENDING.length());
  }

  @Override
  public String identity(PolicyFacts facts) {
    String tasks =
        facts.oneHotTasks().isEmpty()
            ? ""
            : ", one-hot code of " + String.join(" ", facts.oneHotTasks());
    return "torchscript sha256 %s, padded rows %d, played steps %d%s"
        .formatted(sha256, options.paddedRows(), playedSteps(facts.chunkSteps()), tasks);
  }

  @Override
  public Optional<Manifest.Network> network(PolicyFacts facts) {
    return Optional.of(Manifest.Network.of(this, facts));
  }

  @Override
  public boolean answersBatches() {
    return true;
  }

  @Override
  public int batchRows() {
    return options.paddedRows();
  }

  @Override
  public boolean readsImages() {
    return true;
  }

  @Override
  public boolean readsImages(BatchLayout layout) {
    try (TorchScriptPolicy policy = load(layout)) {
      return policy.readsImages();
    }
  }

  @Override
  public Policy newPolicy(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
    TorchScriptPolicy policy = load(layout);
    return policy.chunkSteps() == 1
        ? policy
        : new ChunkPlayer(policy, spec.task().action(), playedSteps(policy.chunkSteps()));
  }

  @Override
  public PolicyFacts check(TaskDefinition task, EnvironmentSpec spec, BatchLayout layout) {
    try (TorchScriptPolicy policy = load(layout)) {
      if (!layout.images().isEmpty() && !policy.readsImages()) {
        throw new IllegalArgumentException(
            "policy %s does not use images; remove --cameras, or let its workcell.json name the"
                    .formatted(label)
                + " input 'images'");
      }
      if (chosenSteps != null && chosenSteps > policy.chunkSteps()) {
        throw new IllegalArgumentException(
            "policy %s plans %d actions at once for task %s, of which --execute-steps %d cannot be"
                    .formatted(label, policy.chunkSteps(), task.id(), chosenSteps)
                + " played");
      }
      return new PolicyFacts(policy.chunkSteps(), policy.readsScene(), policy.inputBlocks());
    }
  }

  private TorchScriptPolicy load(BatchLayout layout) {
    return TorchScriptPolicy.load(Path.of(label), layout, listedTasks, options);
  }

  /** How many actions of a chunk are played. */
  int playedSteps(int chunkSteps) {
    return chosenSteps == null ? chunkSteps : chosenSteps;
  }
}
