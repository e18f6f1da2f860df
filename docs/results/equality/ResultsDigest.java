import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.workcell.randomization.Presets;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.random.RandomStream;

/**
 * Prints a SHA-256 for every task, profile and preset over all observations, rewards, flags, info
 * columns and drawn values of two random episodes. Compiles against every revision since c6cd9ec,
 * so that two revisions can be compared with diff; see equality.md.
 */
public final class ResultsDigest {

  private static final int STEPS = 60;

  private ResultsDigest() {}

  public static void main(String[] arguments) throws Exception {
    for (TaskDefinition task : TaskRegistry.load().tasks()) {
      EnvironmentOptions strict = EnvironmentOptions.defaults();
      print(task, "strict", strict);
      print(task, "compat", strict.withProfile(Profile.COMPAT));
      for (String preset : arguments) {
        print(task, preset, strict.withRandomization(Presets.load(preset).training()));
      }
    }
  }

  private static void print(TaskDefinition task, String label, EnvironmentOptions options)
      throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (EnvironmentFactory factory = new EnvironmentFactory()) {
      var environment = factory.newEnvironment(task, options);
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      for (long seed = 3; seed < 5; seed++) {
        environment.reset(ResetOptions.seed(seed), storage, 0);
        int info = task.spec(environment.spec().options()).infoColumns().size();
        addResults(storage, info, digest);
        RandomStream random = new RandomStream(seed);
        for (int step = 0; step < STEPS && !environment.needsReset(); step++) {
          BatchBlock action = storage.action();
          for (int i = 0; i < action.spec().size(); i++) {
            action.put(0, i, random.uniform(-1, 1));
          }
          environment.step(storage, 0);
          addResults(storage, info, digest);
        }
        environment
            .record()
            .drawn()
            .forEach(drawn -> digest.update((drawn.name() + drawn.value()).getBytes()));
        digest.update(environment.instruction().getBytes());
      }
    }
    String hex = HexFormat.of().formatHex(digest.digest(), 0, 16);
    System.out.printf("%-45s %-14s %s%n", task.id(), label, hex);
  }

  /** Later revisions have columns of every task after the task's own. */
  private static void addResults(BatchStorage storage, int infoColumns, MessageDigest digest) {
    for (int i = 0; i < storage.observationCount(); i++) {
      add(storage.observation(i), storage.observation(i).spec().size(), digest);
    }
    for (BatchBlock block :
        List.of(storage.reward(), storage.terminated(), storage.truncated(), storage.success())) {
      add(block, 1, digest);
    }
    add(storage.info(), infoColumns, digest);
    add(storage.episode(), storage.episode().spec().size(), digest);
  }

  private static void add(BatchBlock block, int elements, MessageDigest digest) {
    for (int i = 0; i < elements; i++) {
      digest.update(ByteBuffer.allocate(8).putDouble(0, block.get(0, i)));
    }
  }
}
