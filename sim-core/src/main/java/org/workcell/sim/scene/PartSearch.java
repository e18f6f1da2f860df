package org.workcell.sim.scene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.physics.ModelException;

/**
 * Finds the folder of upstream's parts, in this order: in the folders that a user gives, one level
 * below them, beside them (up to three levels above), and in the package of that name that {@code
 * python3} would import.
 */
final class PartSearch {

  private static final int LEVELS_ABOVE = 3;

  private final PartRoot root;
  private final List<Path> given;
  private final Set<Path> searched = new LinkedHashSet<>();

  PartSearch(PartRoot root, List<Path> given) {
    this.root = root;
    this.given = given.stream().map(each -> each.toAbsolutePath().normalize()).toList();
  }

  Path find() {
    for (List<Path> places : List.of(given, below(), beside(), packages())) {
      Set<Path> found = matches(places);
      if (found.size() > 1) {
        throw new ModelException(
            "%s is there more than once: %s; give one of these folders"
                .formatted(root.label(), found));
      }
      if (!found.isEmpty()) {
        return found.iterator().next();
      }
    }
    throw new ModelException(
        ("%s's assets are not found: no file %s in %s of any of %s, and python3 has no package %s;"
                + " give its checkout, after the first folder or with --%s")
            .formatted(
                root.label(),
                root.marker(),
                root.upstreamFolders().stream().map(each -> each.isEmpty() ? "." : each).toList(),
                searched.isEmpty() ? "no folders" : searched,
                root.label(),
                root.label()));
  }

  private Set<Path> matches(List<Path> places) {
    Set<Path> found = new LinkedHashSet<>();
    for (Path place : places) {
      searched.add(place);
      for (String folder : root.upstreamFolders()) {
        Path candidate = place.resolve(folder);
        if (Files.isRegularFile(candidate.resolve(root.marker()))) {
          found.add(real(candidate));
        }
      }
    }
    return found;
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      return folder.normalize();
    }
  }

  private List<Path> below() {
    List<Path> below = new ArrayList<>();
    for (Path folder : given) {
      try (Stream<Path> children = Files.list(folder)) {
        children.filter(Files::isDirectory).sorted().forEach(below::add);
      } catch (IOException e) {
        throw new ModelException(
            "asset folder '%s' cannot be read (%s)".formatted(folder, IoReason.of(e)));
      }
    }
    return below;
  }

  private List<Path> beside() {
    List<Path> beside = new ArrayList<>();
    for (Path folder : given) {
      Path above = folder.getParent();
      for (int i = 0; i < LEVELS_ABOVE && above != null; i++) {
        beside.add(above);
        above = above.getParent();
      }
    }
    return beside;
  }

  private List<Path> packages() {
    return PythonPackages.folder(root.label()).stream().toList();
  }
}
