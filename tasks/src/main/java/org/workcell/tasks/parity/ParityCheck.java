package org.workcell.tasks.parity;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.workcell.sim.scene.AssetPack;

/** Has a suite repeat every recording of a folder. No file is left out. */
public final class ParityCheck {

  private static final String TRAJECTORIES = ".npz";
  private static final String DRAWS = ".json";

  private final SuiteParity suite;
  private final AssetPack assets;
  private final Map<String, ParityReport.Place> worst = new LinkedHashMap<>();
  private final Map<String, List<String>> failures = new LinkedHashMap<>();
  private final Map<String, List<String>> noTrajectories = new LinkedHashMap<>();
  private final Map<String, Spread> pooled = new TreeMap<>();
  private final Map<String, Map<String, ParityReport.Distribution>> recordings =
      new LinkedHashMap<>();
  private final Map<String, List<String>> notes = new LinkedHashMap<>();

  /** Checks a suite on upstream's own scenes. */
  public ParityCheck(SuiteParity suite, AssetPack assets) {
    this.suite = suite;
    this.assets = assets;
  }

  /** The suites on the class path that can be checked. */
  public static List<SuiteParity> suites() {
    return ServiceLoader.load(SuiteParity.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /**
   * Checks all files of a folder.
   *
   * @param progress gets the name of each file before it is checked
   * @throws IOException if the folder cannot be read
   */
  public ParityReport run(Path folder, Consumer<String> progress) throws IOException {
    List<Path> trajectories = files(folder, TRAJECTORIES);
    if (trajectories.isEmpty()) {
      noTrajectories.put(folder.toString(), List.of("holds no *.npz file; give recordings"));
    }
    List<Path> all = new ArrayList<>(trajectories);
    all.addAll(files(folder, DRAWS));
    Optional<Path> images = suite.imageFolder().map(folder::resolve).filter(Files::isDirectory);
    if (images.isPresent()) {
      all.addAll(files(images.get(), DRAWS));
    }
    return check(all, progress);
  }

  /**
   * Checks these files.
   *
   * @param progress gets the name of each file before it is checked
   */
  public ParityReport check(List<Path> files, Consumer<String> progress) {
    for (Path file : files) {
      progress.accept(name(file));
      check(file);
    }
    int failed = failures.size();
    failures.putAll(noTrajectories);
    return new ParityReport(
        files.size(), failed, worst, failures, shares(), recordings, notes, absent(files));
  }

  private List<ParityReport.Share> shares() {
    return suite.limits().stream()
        .filter(limit -> pooled.containsKey(limit.quantity()))
        .map(
            limit -> {
              Spread spread = pooled.get(limit.quantity());
              return new ParityReport.Share(limit, spread.count(), spread.within(limit.share()));
            })
        .toList();
  }

  private List<String> absent(List<Path> files) {
    Stream<String> kinds =
        suite.kinds().stream()
            .filter(
                kind -> files.stream().noneMatch(file -> name(file).contains("." + kind + ".")));
    Stream<String> images =
        suite.imageFolder().stream().filter(each -> files.stream().noneMatch(this::isImage));
    return Stream.concat(kinds, images).toList();
  }

  private static List<Path> files(Path folder, String suffix) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + suffix)) {
      found.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return files.stream().sorted().toList();
  }

  private boolean isImage(Path file) {
    Path folder = file.toAbsolutePath().getParent().getFileName();
    return folder != null && suite.imageFolder().filter(folder.toString()::equals).isPresent();
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  private void check(Path file) {
    Differences differences = new Differences();
    List<String> reasons = new ArrayList<>();
    try {
      if (name(file).endsWith(TRAJECTORIES)) {
        suite.replay(file, assets, differences);
      } else if (isImage(file)) {
        suite.draw(file, assets, differences);
      } else {
        suite.redraw(file, differences);
      }
      if (differences.worst().isEmpty() && differences.samples().isEmpty()) {
        reasons.add("nothing in it could be compared");
      }
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with one file, the others are still checked.
      reasons.add(e.getMessage() == null ? e.toString() : e.getMessage());
    }
    differences.worst().forEach((quantity, found) -> add(file, quantity, found, reasons));
    pool(file, differences);
    if (!reasons.isEmpty()) {
      failures.put(name(file), reasons);
    }
  }

  private void pool(Path file, Differences differences) {
    Map<String, ParityReport.Distribution> row = new TreeMap<>();
    differences
        .samples()
        .forEach(
            (quantity, spread) -> {
              pooled.computeIfAbsent(quantity, each -> new Spread()).addAll(spread);
              row.put(quantity, ParityReport.Distribution.of(spread));
            });
    if (!row.isEmpty()) {
      recordings.put(name(file), row);
    }
    if (!differences.notes().isEmpty()) {
      notes.put(name(file), List.copyOf(differences.notes()));
    }
  }

  private void add(Path file, String quantity, Differences.Worst found, List<String> reasons) {
    if (!found.passes()) {
      reasons.add(
          "%s differs by %s in episode %d step %d, %s; %s is allowed"
              .formatted(
                  quantity,
                  found.difference(),
                  found.episode(),
                  found.step(),
                  found.replay(),
                  found.allowed()));
    }
    ParityReport.Place known = worst.get(quantity);
    if (known == null || found.difference() > known.difference()) {
      worst.put(
          quantity,
          new ParityReport.Place(
              name(file),
              found.replay(),
              found.episode(),
              found.step(),
              found.difference(),
              found.allowed()));
    }
  }
}
