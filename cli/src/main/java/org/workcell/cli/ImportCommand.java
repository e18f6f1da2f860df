package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.workcell.datasets.logs.LogFormat;
import org.workcell.datasets.logs.LogFormats;
import org.workcell.datasets.logs.LogImport;
import org.workcell.datasets.logs.LogMapping;
import org.workcell.datasets.logs.RawLog;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.validation.MapDraft;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes logs in SI units of files in other formats. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Convert logs of other formats into a folder of logs in SI units.",
    footer = {
      "",
      "A mapping file says what the columns are: which are times, positions, commands, currents, in"
          + " which units, of which joints. Units are never assumed. --guess-map drafts one from"
          + " the data and leaves open what they cannot tell. Logs of ASAP's logger need no mapping"
          + " file.",
      "",
      "Where one log is refused, none is written.",
      "",
      "Exit status: 0 done, 2 bad input.",
      "",
      "Examples:",
      "  workcell sim2real import runs/ --guess-map --map arm.map.yaml",
      "  workcell sim2real import runs/ --map arm.map.yaml --out logs/"
    })
final class ImportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files, folders of files, or data sets.")
  private List<Path> paths;

  @Option(names = "--map", paramLabel = "FILE", description = "The mapping file (YAML).")
  private Path map;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder of the logs; made if it does not exist.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "Format of the files (default: detected).")
  private String format;

  @Option(
      names = "--guess-map",
      description =
          "Draft a mapping file from the first log, to --map FILE or standard output; "
              + "nothing is imported.")
  private boolean guess;

  @Option(names = "--overwrite", description = "Replace logs of the same name in the folder.")
  private boolean overwrite;

  @Override
  public Integer call() {
    Optional<LogFormat> named = Optional.ofNullable(format).map(LogFormats::named);
    return guess ? draft(named) : importLogs(named);
  }

  private int draft(Optional<LogFormat> named) {
    if (out != null) {
      throw new BadInputException("--guess-map imports nothing; remove --out");
    }
    if (map != null && Files.exists(map)) {
      throw new BadInputException(
          "%s exists already; --guess-map would overwrite it".formatted(map));
    }
    List<RawLog> logs = new LogImport(Optional.empty(), named).read(paths, skipped -> {});
    String text = MapDraft.of(logs.get(0), named.map(LogFormat::name));
    PrintWriter stdout = spec.commandLine().getOut();
    if (map == null) {
      stdout.print(text);
    } else {
      write(text);
      stdout.println(
          "%s is a draft; fill in what is marked with ?, and check the rest".formatted(map));
    }
    stdout.flush();
    return ExitStatus.OK;
  }

  private void write(String text) {
    try {
      AtomicFiles.write(map, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be written".formatted(map), e);
    }
  }

  private int importLogs(Optional<LogFormat> named) {
    if (out == null) {
      throw new BadInputException("--out is missing; give the folder of the logs");
    }
    Optional<LogMapping> mapping = Optional.ofNullable(map).map(LogMapping::read);
    ImportTable table = new ImportTable();
    List<Path> skipped = new ArrayList<>();
    new LogImport(mapping, named).run(paths, out, overwrite, table::add, skipped::add);
    PrintWriter stdout = spec.commandLine().getOut();
    stdout.print(table.render(out, skipped));
    stdout.flush();
    return ExitStatus.OK;
  }
}
