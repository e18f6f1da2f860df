package org.workcell.tasks.libero.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares a composed scene with one that upstream composed, element by element in document order.
 * Numbers are compared as numbers and files by their path below the folder of assets. Sizes of the
 * engine's memory, the camera that a viewer starts with and empty sections are left out. One thread
 * at a time.
 */
public final class MjcfComparison {

  private static final String FILE = "file";
  private static final String ASSETS = "/assets/";
  private static final String FIRST_CAMERA = "cameraid";

  private final Element expected;
  private final Element actual;
  private final List<String> differences = new ArrayList<>();
  private int elements;

  /**
   * Compares two models.
   *
   * @throws org.workcell.sim.physics.ModelException if one is not MJCF
   */
  public MjcfComparison(byte[] expectedMjcf, byte[] actualMjcf) {
    expected = ElementReader.read(expectedMjcf);
    actual = ElementReader.read(actualMjcf);
    compare("", expected, actual);
  }

  /** What differs, in words. */
  public List<String> differences() {
    return List.copyOf(differences);
  }

  /** Number of elements that were compared. */
  public int elements() {
    return elements;
  }

  /** The expected model, with the files of the actual one. */
  public String expectedWithActualFiles() {
    Map<String, String> files = new HashMap<>();
    actual.forEach(
        each ->
            each.attributes()
                .computeIfPresent(
                    FILE,
                    (name, file) -> {
                      files.put(belowAssets(file), file);
                      return file;
                    }));
    expected.forEach(
        each ->
            each.attributes()
                .computeIfPresent(
                    FILE, (name, file) -> files.getOrDefault(belowAssets(file), file)));
    return expected.toXml();
  }

  private void compare(String above, Element wanted, Element found) {
    elements++;
    String place = above + "/" + wanted.tag() + (wanted.name() == null ? "" : "#" + wanted.name());
    TreeSet<String> names = new TreeSet<>(wanted.attributes().keySet());
    names.addAll(found.attributes().keySet());
    names.remove(FIRST_CAMERA);
    for (String name : names) {
      if (!equal(name, wanted.get(name), found.get(name))) {
        differences.add(
            "%s: %s is %s, not %s".formatted(place, name, found.get(name), wanted.get(name)));
      }
    }
    List<Element> wantedChildren = compared(wanted);
    List<Element> foundChildren = compared(found);
    if (!tags(wantedChildren).equals(tags(foundChildren))) {
      differences.add(
          "%s: holds %s, not %s".formatted(place, tags(foundChildren), tags(wantedChildren)));
    }
    for (int i = 0; i < Math.min(wantedChildren.size(), foundChildren.size()); i++) {
      compare(place, wantedChildren.get(i), foundChildren.get(i));
    }
  }

  private static List<Element> compared(Element element) {
    return element.children().stream()
        .filter(each -> !each.is("size"))
        .filter(MjcfComparison::saysSomething)
        .toList();
  }

  private static boolean saysSomething(Element element) {
    return !compared(element).isEmpty()
        || !Set.of(FIRST_CAMERA).containsAll(element.attributes().keySet());
  }

  private static List<String> tags(List<Element> elements) {
    return elements.stream().map(Element::tag).toList();
  }

  private static boolean equal(String attribute, String wanted, String found) {
    if (wanted == null || found == null || wanted.equals(found)) {
      return wanted != null && wanted.equals(found);
    }
    if (attribute.equals(FILE)) {
      return belowAssets(wanted).equals(belowAssets(found));
    }
    String[] wantedWords = wanted.strip().split("\\s+");
    String[] foundWords = found.strip().split("\\s+");
    if (wantedWords.length != foundWords.length) {
      return false;
    }
    for (int i = 0; i < wantedWords.length; i++) {
      if (!wantedWords[i].equals(foundWords[i]) && !equalNumbers(wantedWords[i], foundWords[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalNumbers(String wanted, String found) {
    try {
      return Double.parseDouble(wanted) == Double.parseDouble(found);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String belowAssets(String file) {
    return file.substring(file.lastIndexOf(ASSETS) + 1);
  }
}
