package org.workcell.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.datasets.records.JsonDifferences;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.Libtorch;
import org.workcell.sim.control.CommandPath;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.Randomization;
import org.workcell.training.CloningOptions;
import org.workcell.training.PpoOptions;

/**
 * What the numbers of a training run depend on: the manifest beside its policy.
 *
 * @param format version of the files; {@link #FORMAT}
 * @param trainer {@code clone} or {@code ppo}
 * @param workcell version of Workcell
 * @param command the command line as it was typed, without the program's name
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param libtorch version of libtorch
 * @param djl version of DJL
 * @param inputs what the network gets
 * @param tasks ids of the tasks
 * @param rounds epochs or updates in all
 * @param data the demonstrations; null for PPO
 * @param cloning options of cloning; null for PPO
 * @param environment how environments are made; null for cloning
 * @param ppo options of PPO; null for cloning
 * @param finetuning what a policy was trained behind; null for other trainings
 */
record TrainingManifest(
    int format,
    String trainer,
    String workcell,
    List<String> command,
    String java,
    String os,
    String libtorch,
    String djl,
    Inputs inputs,
    List<String> tasks,
    int rounds,
    Data data,
    CloningOptions cloning,
    EnvironmentChoice environment,
    PpoOptions ppo,
    Finetuning finetuning) {

  /** Version of the files. */
  static final int FORMAT = 1;

  /** What may differ when a run is resumed: none of it changes a number of a round. */
  private static final Set<String> FREE = Set.of("command", "java", "os");

  /**
   * What the network gets of each row.
   *
   * @param blocks names in order
   * @param oneHotTasks the tasks that the one-hot code tells apart, in order; empty without
   * @param instructionSize elements of the hashed instruction; null without
   */
  record Inputs(List<String> blocks, List<String> oneHotTasks, Integer instructionSize) {

    static Inputs of(InputBlocks blocks) {
      return new Inputs(
          blocks.names(),
          blocks.hasOneHot() ? blocks.tasks() : List.of(),
          blocks.hasInstruction() ? (Integer) blocks.instructionSize() : null);
    }
  }

  /**
   * The demonstrations.
   *
   * @param folder where they were
   * @param indexSha256 checksum of their index, which has a checksum of each file
   * @param episodes that were read
   * @param steps of all these episodes
   * @param actions {@code asked} or {@code executed}
   */
  record Data(String folder, String indexSha256, int episodes, int steps, String actions) {}

  /**
   * How environments are made.
   *
   * @param engine the physics engine
   * @param profile label of the profile
   * @param assets the asset pack in the user's words
   * @param assetsSha256 checksum of the files of each task's scene, in the order of the tasks
   * @param horizon the chosen horizon; null where each task has its own
   * @param settings the chosen settings
   */
  record EnvironmentChoice(
      Engine.Identity engine,
      String profile,
      String assets,
      List<String> assetsSha256,
      Integer horizon,
      Map<String, String> settings) {

    EnvironmentChoice {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
  }

  /**
   * What a policy that existed was trained further behind.
   *
   * @param policy the file that training started from
   * @param policySha256 its checksum
   * @param criticKept whether the critic came from the checkpoint beside it
   * @param path what stood between actions and physics
   * @param commandPath its identities
   * @param randomization what varied the episodes; null where nothing did
   */
  record Finetuning(
      String policy,
      String policySha256,
      boolean criticKept,
      FinetunePath path,
      CommandPath commandPath,
      Randomization.Description randomization) {}

  /** What is the same for all trainers on this machine. */
  static TrainingManifest of(
      String trainer, List<String> command, InputBlocks inputs, List<String> tasks, int rounds) {
    return new TrainingManifest(
        FORMAT,
        trainer,
        WorkcellVersion.current(),
        command,
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")),
        Libtorch.version(),
        Libtorch.djlVersion(),
        Inputs.of(inputs),
        tasks,
        rounds,
        null,
        null,
        null,
        null,
        null);
  }

  TrainingManifest withCloning(Data clonedData, CloningOptions options) {
    return with(clonedData, options, null, null, null);
  }

  TrainingManifest withPpo(EnvironmentChoice choice, PpoOptions options) {
    return with(null, null, choice, options, null);
  }

  TrainingManifest withFinetuning(EnvironmentChoice choice, PpoOptions options, Finetuning behind) {
    return with(null, null, choice, options, behind);
  }

  private TrainingManifest with(
      Data someData,
      CloningOptions someCloning,
      EnvironmentChoice choice,
      PpoOptions somePpo,
      Finetuning behind) {
    return new TrainingManifest(
        format,
        trainer,
        workcell,
        command,
        java,
        os,
        libtorch,
        djl,
        inputs,
        tasks,
        rounds,
        someData,
        someCloning,
        choice,
        somePpo,
        behind);
  }

  /** Where another manifest would give other numbers; empty if nowhere. */
  List<String> differences(TrainingManifest other) {
    return JsonDifferences.between(this, other, FREE);
  }
}
