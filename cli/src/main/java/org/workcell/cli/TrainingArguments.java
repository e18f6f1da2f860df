package org.workcell.cli;

import java.nio.file.Path;
import java.util.List;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.Mlp;
import org.workcell.sim.files.BadInputException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The options that all trainers share; absent ones are null. */
final class TrainingArguments {

  private static final String ONE_HOT = InputBlocks.ONE_HOT;

  @Option(
      names = "--out",
      paramLabel = "FILE.pt",
      description = "The policy to write; manifest, metrics and checkpoint go beside it.")
  Path out;

  @Option(
      names = "--resume",
      paramLabel = "FILE.pt",
      description =
          "Continue the training of this policy from its checkpoint; options come from its"
              + " manifest.")
  Path resume;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of all random draws (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--blocks",
      split = ",",
      paramLabel = "NAME[=N],...",
      description =
          "Inputs of the network in addition to the observation: one_hot (which of the tasks, in"
              + " the order of the command line or of the benchmark), instruction=N (the words,"
              + " hashed to N numbers; 64 without =N).")
  List<String> blocks = List.of();

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "N,...",
      description = "Units of the hidden layers (default: 256,256 for clone, 64,64 for ppo).")
  List<Integer> hidden;

  @Option(
      names = "--activation",
      paramLabel = "tanh|relu",
      description = "Activation between layers (default: relu for clone, tanh for ppo).")
  String activation;

  /** The files of the run, which are free where a new one begins. */
  TrainingFiles files() {
    if ((out == null) == (resume == null)) {
      throw new BadInputException(
          "give one of --out (a new policy) and --resume (a policy whose training continues)");
    }
    if (resume != null) {
      return TrainingFiles.of(resume);
    }
    TrainingFiles files = TrainingFiles.of(out);
    files.requireFree();
    return files;
  }

  /** A run that is continued keeps its options. */
  void requireNothingBesideResume(CommandSpec spec, List<String> allowed) {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (!name.equals("--resume") && !allowed.contains(name)) {
        throw new BadInputException(
            "%s cannot be chosen with --resume, which takes it from the manifest; remove it"
                .formatted(name));
      }
    }
    if (!spec.commandLine().getParseResult().matchedPositionals().isEmpty()) {
      throw new BadInputException(
          "tasks cannot be named with --resume, which takes them from the manifest; leave them"
              + " out");
    }
  }

  List<Integer> hidden(List<Integer> standard) {
    if (hidden == null) {
      return standard;
    }
    if (hidden.size() > 16 || hidden.stream().anyMatch(units -> units < 1 || units > 16384)) {
      throw new BadInputException(
          "--hidden has 1 to 16 layers of 1 to 16384 units, not %s".formatted(hidden));
    }
    return hidden;
  }

  Mlp.Activation activation(Mlp.Activation standard) {
    if (activation == null) {
      return standard;
    }
    return switch (activation) {
      case "tanh" -> Mlp.Activation.TANH;
      case "relu" -> Mlp.Activation.RELU;
      default ->
          throw new BadInputException(
              "--activation '%s' does not exist; use tanh or relu".formatted(activation));
    };
  }

  /** Whether the network gets the code of its task. */
  boolean oneHot() {
    blocks.forEach(this::requireKnown);
    return blocks.contains(ONE_HOT);
  }

  /** Elements of the hashed instruction; 0 where the network does not get it. */
  int instructionSize() {
    for (String block : blocks) {
      requireKnown(block);
      if (block.startsWith(InputBlocks.INSTRUCTION)) {
        return size(block);
      }
    }
    return 0;
  }

  private void requireKnown(String block) {
    boolean known =
        block.equals(ONE_HOT)
            || block.equals(InputBlocks.INSTRUCTION)
            || block.matches(InputBlocks.INSTRUCTION + "=[0-9]{1,6}");
    if (!known) {
      throw new BadInputException(
          "--blocks '%s' does not exist; use one_hot, instruction or instruction=N"
              .formatted(block));
    }
  }

  private static int size(String block) {
    int equals = block.indexOf('=');
    int size =
        equals < 0
            ? InputBlocks.STANDARD_INSTRUCTION_SIZE
            : Integer.parseInt(block.substring(equals + 1));
    if (size < 1 || size > 4096) {
      throw new BadInputException(
          "--blocks %s: the instruction is hashed to 1 to 4096 numbers, not %d"
              .formatted(block, size));
    }
    return size;
  }
}
