package org.workcell.sim2real.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/** The text of a model, with or without what it includes, for another folder. */
final class MjcfSource {

  private static final int MOST_BYTES = 64 << 20;
  private static final int MOST_LEVELS = 32;
  private static final List<String> ASSET_FOLDERS = List.of("meshdir", "texturedir");

  private final Path folder;
  private final String text;

  /**
   * A model.
   *
   * @throws BadInputException if it cannot be read
   */
  MjcfSource(Path model) {
    Path absolute = model.toAbsolutePath().normalize();
    this.folder = absolute.getParent();
    this.text = read(absolute);
  }

  private static String read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new BadInputException("model %s has more than %d bytes".formatted(file, MOST_BYTES));
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BadInputException(
          "model %s cannot be read (%s)".formatted(file, IoReason.of(e)), e);
    }
  }

  /** As the author wrote it. */
  String text() {
    return text;
  }

  /** With the contents of all files that it includes in their place. */
  String withIncludes() {
    return withIncludes(text, 0);
  }

  private String withIncludes(String of, int level) {
    if (level > MOST_LEVELS) {
      throw new BadInputException("the model's files include each other without end");
    }
    MjcfText parsed = new MjcfText(of);
    for (MjcfText.Element include : parsed.find(each -> each.tag.equals("include"))) {
      String file = parsed.attribute(include, "file");
      MjcfText included =
          new MjcfText(withIncludes(read(folder.resolve(file).normalize()), level + 1));
      parsed.replace(include, included.inner(included.root()).strip());
    }
    return parsed.result();
  }

  /** Lets paths in a text of this model lead to the same files from another folder. */
  void relocate(MjcfText model, Path target) {
    Path from = target.toAbsolutePath().normalize();
    if (from.equals(folder)) {
      return;
    }
    for (MjcfText.Element include : model.find(each -> each.tag.equals("include"))) {
      model.set(include, "file", moved(from, model.attribute(include, "file")));
    }
    List<MjcfText.Element> compilers =
        model.find(each -> each.tag.equals("compiler") && each.parent == model.root());
    boolean common = compilers.stream().anyMatch(each -> each.attributes.containsKey("assetdir"));
    for (MjcfText.Element each : compilers) {
      if (each.attributes.containsKey("assetdir")) {
        model.set(each, "assetdir", moved(from, model.attribute(each, "assetdir")));
      }
      ASSET_FOLDERS.stream()
          .filter(each.attributes::containsKey)
          .forEach(name -> model.set(each, name, moved(from, model.attribute(each, name))));
    }
    if (!common && usesFiles(model)) {
      MjcfText.Element first = compilers.isEmpty() ? null : compilers.get(0);
      for (String name : ASSET_FOLDERS) {
        if (compilers.stream().noneMatch(each -> each.attributes.containsKey(name))) {
          if (first == null) {
            model.insertFirst(
                model.root(), "\n  <compiler %s=\"%s\"/>".formatted(name, moved(from, "")));
          } else {
            model.set(first, name, moved(from, ""));
          }
        }
      }
    }
  }

  private static boolean usesFiles(MjcfText model) {
    return !model
        .find(
            each ->
                each.isWithin("asset") && each.attributes.containsKey("file")
                    || each.tag.equals("include"))
        .isEmpty();
  }

  private String moved(Path from, String path) {
    Path meant = Path.of(path);
    if (meant.isAbsolute()) {
      return path;
    }
    return from.relativize(folder.resolve(meant).normalize()).toString().replace('\\', '/');
  }
}
