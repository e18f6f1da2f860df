package org.workcell.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Names that options had in earlier versions. They are replaced before a command line is parsed, so
 * help, completion and suggestions show only today's names.
 */
final class RenamedOptions implements IParameterPreprocessor {

  /** Today's name of what is a parameter without a name now. */
  static final String POSITIONAL = "";

  private static final String PERF = "perf step,perf rollout,perf render,perf serve";
  private static final String DELTA = "sim2real delta,sim2real compare";
  private static final String TRAINING = "train ppo,train clone,sim2real finetune";
  private static final String PPO = "train ppo,sim2real finetune";
  private static final String NETWORK = "bench,demos,sim2real engines";

  /** By command and old name. */
  private static final Map<String, Map<String, String>> TABLE = new LinkedHashMap<>();

  static {
    rename("--threads", "--workers", PERF + "," + DELTA + ",sim2real replay");
    rename("--task", POSITIONAL, PERF);
    rename("--suite", POSITIONAL, "list");
    rename("--camera", "--view", "render,replay,pages");
    rename("--size", "--view-size", "render,replay");
    rename("--camera", "--cameras", "perf render");
    rename("--size", "--image-size", "perf render");
    rename("--faithful", "--image-quality=faithful", "perf render");
    rename("--randomize", "--perturb", "render");
    rename("--first-seed", "--seed", "demos");
    rename("--pictures", "--image-format", "demos");
    rename("--no-pictures", "--no-images", "pages");
    rename("--demos", "--demonstrations", "parity");
    rename("--video-most", "--max-videos", "bench");
    rename("--padded-rows", "--padded-batch-size", NETWORK);
    rename("--play-steps", "--execute-steps", NETWORK);
    rename("--refused-delta", "--allow-refused-delta", NETWORK + ",render,sim2real finetune");
    rename("--batch-rows", "--minibatch-size", TRAINING);
    rename("--steps", "--rollout-steps", "train ppo");
    rename("--trace", "--gae-lambda", PPO);
    rename("--log-deviation", "--initial-log-std", PPO);
    rename("--norm", "--norm-weight", DELTA);
    rename("--rate", "--rate-weight", DELTA);
    rename("--row-rate", "--row-hz", DELTA);
    rename("--rate", "--row-hz", "sim2real excite");
    rename("--json", "--json-file", "sim2real compare,sim2real replay,sim2real gap score");
    rename("--horizon", "--horizons", "sim2real identify");
    rename("--starts", "--restarts", "sim2real identify");
    rename("--payload", "--payload-body", "sim2real identify");
    rename("--payload", "--payload-params", "sim2real gap score");
    rename("--start", "--policy", "sim2real closed-loop");
  }

  private final Map<String, String> names;

  private RenamedOptions(Map<String, String> names) {
    this.names = names;
  }

  private static void rename(String old, String current, String commands) {
    for (String command : commands.split(",")) {
      TABLE.computeIfAbsent(command, each -> new LinkedHashMap<>()).put(old, current);
    }
  }

  /** Today's names by old ones, by command without {@code workcell}. */
  static Map<String, Map<String, String>> table() {
    return TABLE;
  }

  /** Makes a command and its subcommands accept the old names. */
  static void acceptIn(CommandLine root) {
    TABLE.forEach(
        (command, names) -> {
          CommandLine line = root;
          for (String word : command.split(" ")) {
            line = line.getSubcommands().get(word);
          }
          line.getCommandSpec().preprocessor(new RenamedOptions(names));
        });
  }

  /** Rewrites the words that are left on the command line, the next of them on top. */
  @Override
  public boolean preprocess(
      Stack<String> arguments, CommandSpec command, ArgSpec argument, Map<String, Object> info) {
    List<String> current = new ArrayList<>();
    boolean options = true;
    while (!arguments.isEmpty()) {
      String word = arguments.pop();
      options &= !word.equals("--");
      String renamed = options ? renamed(word) : word;
      if (!renamed.equals(POSITIONAL) || word.equals(POSITIONAL)) {
        current.add(renamed);
      }
    }
    for (int i = current.size() - 1; i >= 0; i--) {
      arguments.push(current.get(i));
    }
    return false;
  }

  private String renamed(String word) {
    int equals = word.indexOf('=');
    String old = equals < 0 ? word : word.substring(0, equals);
    String current = names.get(old);
    if (current == null) {
      return word;
    }
    if (equals < 0) {
      return current;
    }
    return current.equals(POSITIONAL)
        ? word.substring(equals + 1)
        : current + word.substring(equals);
  }
}
