package org.workcell.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.workcell.pages.TaskPage;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the documentation pages of a suite's tasks. */
@Command(
    name = "pages",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Write the documentation page of each task of a suite, with its image.",
    footer = {
      "",
      "Examples:",
      "  workcell pages metaworld --out docs/tasks/metaworld",
      "  workcell pages libero --view agentview --out docs/tasks/libero"
    })
final class PagesCommand implements Callable<Integer> {

  private static final String IMAGE_SIZE = "320x240";

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SUITE", description = "The suite.")
  private String suite;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the pages; made if it does not exist.")
  private Path out;

  @Option(
      names = "--view",
      paramLabel = "NAME",
      description = "Camera of the images (default: an overview of the scene).")
  private String camera;

  @Option(names = "--no-images", description = "Leave the images as they are.")
  private boolean noImages;

  PagesCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public Integer call() {
    try {
      for (TaskDefinition task : new TaskSelection(registry.get()).suite(suite)) {
        Files.createDirectories(out.resolve(TaskPage.image(task)).getParent());
        Files.writeString(out.resolve(TaskPage.file(task)), TaskPage.of(task));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("pages cannot be written to '%s'".formatted(out), e);
    }
    return noImages ? ExitStatus.OK : takeImages();
  }

  private int takeImages() {
    CommandLine render = new CommandLine(new RenderCommand(registry));
    render.setOut(spec.commandLine().getErr());
    for (TaskDefinition task : new TaskSelection(registry.get()).suite(suite)) {
      String file = out.resolve(TaskPage.image(task)).toString();
      List<String> words =
          new ArrayList<>(List.of(task.id(), "--view-size", IMAGE_SIZE, "--out", file));
      if (camera != null) {
        words.addAll(List.of("--view", camera));
      }
      int status = render.execute(words.toArray(String[]::new));
      if (status != ExitStatus.OK) {
        return status;
      }
    }
    return ExitStatus.OK;
  }
}
