package org.workcell.sim2real.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.ExportedPolicy;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.TorchScriptPolicy;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorMember;
import org.workcell.training.PolicyScores;

/**
 * Shows that a policy runs without a delta and without identified drives: in the plain environment
 * of a task, from what that publishes, from a file that holds a network and nothing else.
 *
 * @param evidence what was looked at, in order
 * @param scores of the episodes; null where they could not be run
 */
public record DeployCheck(List<Evidence> evidence, PolicyScores scores) {

  private static final List<String> OF_EPISODES =
      List.of(InputBlocks.ONE_HOT, InputBlocks.INSTRUCTION, InputBlocks.INSTRUCTION_UTF8);
  private static final String FORBIDDEN = "delta";
  private static final String TENSORS = "/data/";
  private static final Randomization NONE = EnvironmentOptions.defaults().randomization();
  private static final int MOST_TEXT = 1 << 24;

  /**
   * One thing that was looked at.
   *
   * @param subject what
   * @param met whether it is as it has to be
   * @param words what was found
   */
  public record Evidence(String subject, boolean met, String words) {}

  /** Takes a defensive copy. */
  public DeployCheck {
    evidence = List.copyOf(evidence);
  }

  /** Whether everything is as it has to be. */
  public boolean passed() {
    return evidence.stream().allMatch(Evidence::met);
  }

  /**
   * Checks a policy.
   *
   * @param policy a TorchScript file
   * @param options of the plain environment
   * @param firstSeed of the episodes
   */
  public static DeployCheck of(
      Path policy,
      TaskDefinition task,
      EnvironmentOptions options,
      long firstSeed,
      int episodes,
      PoolOptions workers) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(environment(task, options));
    evidence.add(file(policy));
    VectorMember source = new VectorMember(task, options);
    evidence.add(inputs(policy, source.taskSpec()));
    PolicyScores scores = null;
    if (evidence.stream().allMatch(Evidence::met)) {
      try {
        scores = PolicyScores.of(policy, source, firstSeed, episodes, workers);
        evidence.add(new Evidence("episodes", true, words(scores, firstSeed)));
      } catch (IllegalArgumentException | IllegalStateException e) {
        evidence.add(new Evidence("episodes", false, e.getMessage()));
      }
    }
    return new DeployCheck(evidence, scores);
  }

  private static String words(PolicyScores scores, long firstSeed) {
    return String.format(
        Locale.ROOT,
        "%d whole episodes from seed %d: success_once %.1f %%, mean return %.4g",
        scores.episodes(),
        firstSeed,
        100 * scores.successRate(),
        scores.meanReturn());
  }

  private static Evidence environment(TaskDefinition task, EnvironmentOptions options) {
    boolean unchanging = options.randomization() == NONE;
    boolean plain = options.commandPath().hasNothing() && unchanging;
    return new Evidence(
        "environment",
        plain,
        "%s, command path: %s, randomization: %s"
            .formatted(task.id(), options.commandPath().label(), unchanging ? "none" : "some"));
  }

  private static Evidence inputs(Path policy, TaskSpec spec) {
    List<String> published =
        spec.layout().observation().stream().map(block -> block.name()).toList();
    try (TorchScriptPolicy network =
        TorchScriptPolicy.load(policy, spec.layout(), InferenceOptions.on(ComputeDevice.CPU))) {
      List<String> wanted = network.inputBlocks().names();
      List<String> others =
          wanted.stream()
              .filter(name -> !published.contains(name) && !OF_EPISODES.contains(name))
              .toList();
      return new Evidence(
          "inputs",
          others.isEmpty(),
          others.isEmpty()
              ? "%s, all of them published by the task".formatted(wanted)
              : "%s are not published by the task".formatted(others));
    } catch (IllegalArgumentException e) {
      return new Evidence("inputs", false, e.getMessage());
    }
  }

  /** Everything but tensors is searched; numbers say nothing by themselves. */
  private static Evidence file(Path policy) {
    int entries = 0;
    try (ZipFile zip = new ZipFile(policy.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries++;
        String name = entry.getName().toLowerCase(Locale.ROOT);
        boolean tensor = name.contains(TENSORS);
        if (name.contains(FORBIDDEN) || !tensor && text(zip, entry).contains(FORBIDDEN)) {
          return new Evidence("file", false, "%s refers to a delta".formatted(entry.getName()));
        }
      }
    } catch (IOException e) {
      return new Evidence("file", false, "%s is no TorchScript file (%s)".formatted(policy, e));
    }
    return new Evidence(
        "file", true, "%d entries, none refers to a delta; %s".formatted(entries, kind(policy)));
  }

  private static String text(ZipFile zip, ZipEntry entry) throws IOException {
    byte[] bytes = zip.getInputStream(entry).readNBytes(MOST_TEXT);
    return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  private static String kind(Path policy) {
    try {
      ExportedPolicy known = ExportedPolicy.read(policy);
      return "its code is that of a perceptron with hidden layers %s and nothing else"
          .formatted(known.layers().hiddenSizes());
    } catch (IllegalArgumentException e) {
      return "its code is not one of Workcell's and was searched for the word only";
    }
  }
}
