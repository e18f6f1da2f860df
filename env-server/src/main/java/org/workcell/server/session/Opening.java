package org.workcell.server.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.workcell.datasets.parameters.UnappliedParameters;
import org.workcell.sim.batch.BatchDescriptor.Block;
import org.workcell.sim.batch.BlockRole;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.vector.AsyncVectorEnvironment;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.BenchmarkMember;
import org.workcell.sim.vector.EnvironmentSource;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;

/** A vector that a client asks for: what it consists of, checked before anything is allocated. */
final class Opening {

  private final List<? extends EnvironmentSource> members;
  private final VectorOptions options;
  private final OptionalInt batchSize;
  private final SegmentDescriptor descriptor;
  private final Set<String> observed;
  private final boolean isPacked;

  private Opening(
      List<? extends EnvironmentSource> members,
      VectorOptions options,
      OptionalInt batchSize,
      List<String> observe,
      boolean isPacked) {
    this.members = members;
    this.options = options;
    this.batchSize = batchSize;
    this.descriptor =
        batchSize.isPresent()
            ? AsyncVectorEnvironment.descriptor(options, batchSize.getAsInt())
            : PooledVectorEnvironment.descriptor(options);
    this.observed = observed(observe);
    this.isPacked = isPacked;
  }

  /**
   * What a client asks for.
   *
   * @throws CallException if it does not exist or does not fit
   */
  static Opening of(OpenArguments arguments, Host host) {
    int count = count(arguments, host);
    List<? extends EnvironmentSource> members = new Members(host).of(arguments);
    VectorOptions options =
        VectorOptions.mixed(members, count)
            .withAutoreset(autoreset(arguments.autoreset()))
            .withWeight(arguments.weight() == null ? 1 : arguments.weight());
    if (arguments.images() != null) {
      options = options.withImages(SessionImages.of(arguments.images(), host));
    }
    OptionalInt batchSize =
        arguments.batchSize() == null ? OptionalInt.empty() : OptionalInt.of(arguments.batchSize());
    return new Opening(
        members, options, batchSize, arguments.observe(), Boolean.TRUE.equals(arguments.packed()));
  }

  private static int count(OpenArguments arguments, Host host) {
    int count = CallJson.required(arguments.numEnvs(), "num_envs");
    int most = host.options().limits().environments();
    if (count < 1) {
      throw CallJson.invalid("num_envs is %d, expected 1..%d".formatted(count, most));
    }
    if (count > most) {
      throw new CallException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "this server has %d environments for all clients, not %d; use fewer, or start it with a higher limit"
              .formatted(most, count));
    }
    return count;
  }

  /** The name of a mode in calls. */
  static String label(Autoreset autoreset) {
    return autoreset.name().toLowerCase(Locale.ROOT);
  }

  private static Autoreset autoreset(String label) {
    if (label == null) {
      return Autoreset.NEXT_STEP;
    }
    for (Autoreset each : Autoreset.values()) {
      if (label(each).equals(label)) {
        return each;
      }
    }
    throw CallJson.invalid(
        "autoreset '%s' does not exist; use next_step, same_step or disabled".formatted(label));
  }

  private Set<String> observed(List<String> names) {
    List<Block> blocks = descriptor.batch().blocks();
    if (names == null) {
      return blocks.stream()
          .filter(block -> block.role() != BlockRole.ACTION)
          .map(Block::name)
          .collect(Collectors.toUnmodifiableSet());
    }
    Set<String> known = new LinkedHashSet<>(blocks.stream().map(Block::name).toList());
    for (String name : names) {
      if (name == null || !known.contains(name)) {
        throw CallJson.invalid(
            "'observe' names block '%s', which this vector lacks; it has %s"
                .formatted(name, known));
      }
    }
    return Set.copyOf(new LinkedHashSet<>(names));
  }

  /** The tasks of the vector. */
  List<SpecAnswer> specs() {
    return members.stream().map(Opening::spec).toList();
  }

  /**
   * Which parameters of {@code actuators} do not act on the tasks; empty where the client names no
   * {@code actuators}.
   */
  Optional<List<UnappliedParameters>> unapplied() {
    EnvironmentOptions made = simulated(members.get(0)).options();
    Set<TaskDefinition> tasks = new LinkedHashSet<>();
    members.forEach(member -> tasks.add(simulated(member).task()));
    return made.actuators().map(drives -> UnappliedParameters.of(drives, tasks, made));
  }

  private static SpecAnswer spec(EnvironmentSource member) {
    return SpecAnswer.of(simulated(member));
  }

  private static VectorMember simulated(EnvironmentSource member) {
    return member instanceof BenchmarkMember benchmark ? benchmark.member() : (VectorMember) member;
  }

  private Optional<ExpertDefinition> expert(int task) {
    VectorMember member = simulated(members.get(task));
    EnvironmentOptions made = member.options();
    return member
        .task()
        .expert(TaskOptions.resolve(made.profile(), made.settings(), member.task()));
  }

  /** Opens it. */
  ServedVector open(Host host, SegmentSource segments) {
    List<AutoCloseable> opened = new ArrayList<>();
    Budget.Lease lease = host.budget().vector(options.count(), descriptor.bytes());
    opened.add(lease);
    try {
      Segment segment = segments.create();
      opened.add(segment);
      if (!segment.isShared()) {
        requireAnswersFit(host.options().limits().messageBytes());
      }
      ResultBlocks results = results(segment.isShared());
      VectorOptions placed = segment.isShared() ? options.withMemory(segment.memory()) : options;
      if (batchSize.isPresent()) {
        return new AsyncVector(
            AsyncVectorEnvironment.open(placed, batchSize.getAsInt(), host.pool()),
            segment,
            lease,
            results);
      }
      return new SyncVector(
          PooledVectorEnvironment.open(placed, host.pool()), segment, lease, results, this::expert);
    } catch (Throwable e) {
      opened.forEach(Opening::closeQuietly);
      throw e;
    }
  }

  private ResultBlocks results(boolean areShared) {
    return new ResultBlocks(
        observed,
        isPacked && !areShared
            ? Optional.of(new PackedRows(descriptor, observed))
            : Optional.empty());
  }

  /** Answers that carry results must fit a message, which is known before anything is stepped. */
  private void requireAnswersFit(int most) {
    long whole = isPacked ? PackedRows.answerBytes(descriptor, observed) : namedBytes();
    if (whole > most) {
      throw new CallException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "results of this vector have %d bytes, and a message may have %d; name fewer blocks in 'observe', or use fewer environments or smaller images"
              .formatted(whole, most));
    }
  }

  private long namedBytes() {
    long bytes =
        descriptor.batch().blocks().stream()
            .filter(block -> observed.contains(block.name()))
            .mapToLong(block -> block.rowBytes() * descriptor.batch().rows())
            .sum();
    return descriptor.finals() ? 2 * bytes : bytes;
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
