package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim2real.export.MjcfExport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes identified parameters into a model. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Write identified parameters into an MJCF file, and list those that MJCF cannot"
            + " express.",
    footer = {
      "",
      "The model's text is kept except where a number changes. The new file is "
          + "compiled and compared with the parameters before it is written.",
      "",
      "Exit status: 0 written, 2 bad input.",
      "",
      "Example:",
      "  workcell sim2real export p.json --model arm.xml --out arm.identified.xml"
    })
final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PARAMS", description = "A params.json of sim2real identify.")
  private Path parameters;

  @Mixin private ModelArguments model;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "The new file.")
  private Path out;

  @Override
  public Integer call() {
    ParameterFile file = ParameterFiles.read(parameters);
    try (ModelFile nominal = model.open()) {
      print(MjcfExport.write(nominal.mjcf(), file, String.valueOf(parameters.getFileName()), out));
    }
    return ExitStatus.OK;
  }

  private void print(MjcfExport.Result result) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf("%s has %d identified parameters:%n", out, result.written().size());
    result.written().forEach((path, value) -> writer.printf("  %s = %s%n", path, value));
    if (!result.note().isEmpty()) {
      writer.println(result.note());
    }
    if (!result.unchanged().isEmpty()) {
      writer.printf(
          "%d have the values that the model had: %s%n",
          result.unchanged().size(), String.join(", ", result.unchanged()));
    }
    if (!result.left().isEmpty()) {
      writer.printf(
          "%d are not in it; use --actuators %s, or their values in another simulator:%n",
          result.left().size(), parameters);
      result
          .left()
          .forEach(
              each -> writer.printf("  %s = %s: %s%n", each.path(), each.value(), each.reason()));
    }
    writer.flush();
  }
}
