package org.workcell.cli;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.evaluation.RunAbortedException;
import org.workcell.evaluation.TimeLimit;
import org.workcell.sim.engine.MissingLibraryException;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.providers.Providers;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code workcell} command. */
@Command(
    name = "workcell",
    mixinStandardHelpOptions = true,
    versionProvider = Workcell.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    header = {"Robot-manipulation benchmarks for the JVM, on MuJoCo.", ""},
    commandListHeading = "%nCommands:%n",
    footer = {
      "",
      "Commands of the launcher script:",
      "  build       Build only; other commands build when necessary.",
      "  test        Run the whole test build; further arguments go to Maven.",
      "  libtorch    Download libtorch; network policies do it when necessary.",
      "  ffmpeg      Download ffmpeg; videos do it when necessary.",
      "  bullet      Download Bullet; --engine bullet does it when necessary.",
      "  jmh         Run the JMH benchmarks; further arguments go to JMH.",
      "  wheel       Build a wheel of the Python package: wheel [--out DIR].",
      "  release     Build jars, sources, wheel and checksums: release [--out DIR].",
      "  install     Install the modules into the local Maven repository.",
      "",
      "Exit status: 0 done, 1 a target was missed or a check failed, 2 bad input, 3 an episode"
          + " errored or the run stopped, 130 interrupted.",
      "",
      "Examples:",
      "  workcell doctor",
      "  workcell list metaworld/push-v3",
      "  workcell bench metaworld/reach-v3 --episodes 50",
      "  workcell bench mysuite/reach-v1 --suites mysuite.jar",
      "  workcell help bench"
    })
public final class Workcell implements Runnable {

  /** What {@code --version} prints. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"workcell " + WorkcellVersion.current()};
    }
  }

  @Spec private CommandSpec spec;

  private Workcell() {}

  /** The launcher puts these on the class path; here they are only checked. */
  @Option(
      names = "--suites",
      paramLabel = "PATH",
      scope = ScopeType.INHERIT,
      description =
          "Jars, or folders of jars or classes, with suites, policies, filters and action adapters"
              + " of others; several are joined by ':'. WORKCELL_SUITES adds more.")
  void suites(String paths) {
    for (String path : paths.split(File.pathSeparator)) {
      if (!path.isEmpty() && !isOnClassPath(real(Path.of(path)))) {
        throw new CommandLine.ParameterException(
            spec.commandLine(),
            "--suites '%s' is not on the class path; start with the script 'workcell', which puts it"
                    .formatted(path)
                + " there");
      }
    }
  }

  /** Without links, as the launcher writes it. */
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  /** A folder of jars is on the class path by its jars. */
  private static boolean isOnClassPath(Path path) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> real(Path.of(entry)))
        .anyMatch(entry -> entry.startsWith(path));
  }

  /** Runs a command line and ends the process with its status. */
  public static void main(String[] arguments) {
    Companion.watch();
    int status = run(() -> commandLine(() -> Providers.loading(TaskRegistry::load)), arguments);
    if (TimeLimit.isCallAbandoned()) {
      // A thread is still inside the policy's native code, which an orderly end would unload.
      System.out.flush();
      System.err.flush();
      Runtime.getRuntime().halt(status);
    }
    System.exit(status);
  }

  /**
   * Runs a command line. Picocli handles exceptions; errors, such as a library that cannot be
   * loaded, end up here.
   */
  static int run(Supplier<CommandLine> commandLine, String[] arguments) {
    try {
      return commandLine.get().execute(arguments);
    } catch (Error e) {
      return Shortage.explain(e, System.err);
    }
  }

  /** The whole command line over these tasks. */
  static CommandLine commandLine(Supplier<TaskRegistry> registry) {
    CommandLine commandLine =
        new CommandLine(new Workcell())
            .addSubcommand(new DoctorCommand(registry))
            .addSubcommand(new ListCommand(registry))
            .addSubcommand(new BenchCommand(registry))
            .addSubcommand(new DemosCommand(registry))
            .addSubcommand(TrainCommand.with(registry))
            .addSubcommand(new ReplayCommand(registry))
            .addSubcommand(new RenderCommand(registry))
            .addSubcommand(PerfCommand.with(registry))
            .addSubcommand(new ServeCommand(registry))
            .addSubcommand(new PagesCommand(registry))
            .addSubcommand(new ParityCommand(registry))
            .addSubcommand(new SettleCommand())
            .addSubcommand(Sim2RealCommand.group(registry))
            .addSubcommand(new CompletionCommand())
            .addSubcommand(new CommandLine.HelpCommand());
    RenamedOptions.acceptIn(commandLine);
    commandLine.setHelpFactory(HelpPage::new);
    commandLine.setParameterExceptionHandler(Workcell::explainMisuse);
    commandLine.setExecutionExceptionHandler(Workcell::explainFailure);
    return commandLine;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int explainMisuse(CommandLine.ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    String help = "see '%s --help'".formatted(command.getCommandSpec().qualifiedName());
    if (misuse instanceof CommandLine.UnmatchedArgumentException unmatched) {
      String name = unmatched.getUnmatched().get(0);
      List<String> nearest = NearestNames.of(name, known(command));
      String advice =
          nearest.isEmpty() ? help : "did you mean %s?".formatted(String.join(" or ", nearest));
      complain(command.getErr(), "unknown argument '%s'; %s".formatted(name, advice));
    } else {
      complain(command.getErr(), "%s; %s".formatted(misuse.getMessage(), help));
    }
    return ExitStatus.BAD_INPUT;
  }

  /** Options and commands that could stand in a command line. */
  private static List<String> known(CommandLine command) {
    Stream<String> options = command.getCommandSpec().optionsMap().keySet().stream();
    return Stream.concat(options, command.getSubcommands().keySet().stream()).toList();
  }

  private static int explainFailure(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    Optional<String> library = Launcher.SCRIPT.flatMap(script -> script.libraryFor(failure));
    if (library.isPresent()) {
      return Launcher.SCRIPT.orElseThrow().fetchAndRunAgain(library.get(), parsed);
    }
    Optional<String> shortage = Shortage.of(failure);
    if (shortage.isPresent()) {
      complain(command.getErr(), shortage.get());
      return ExitStatus.ERROR;
    }
    if (failure instanceof BadInputException) {
      complain(command.getErr(), failure.getMessage());
      return ExitStatus.BAD_INPUT;
    }
    if (failure instanceof UncheckedIOException
        || failure instanceof RunAbortedException
        || failure instanceof MissingLibraryException) {
      complain(command.getErr(), failure.getMessage());
      return ExitStatus.ERROR;
    }
    complain(command.getErr(), failure + "; this should not happen, please report it:");
    failure.printStackTrace(command.getErr());
    return ExitStatus.ERROR;
  }

  private static void complain(PrintWriter err, String message) {
    err.println("workcell: " + message);
    err.flush();
  }
}
