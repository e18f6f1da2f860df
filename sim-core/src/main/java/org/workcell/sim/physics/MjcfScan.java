package org.workcell.sim.physics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How deeply the elements of one XML text are nested, how many the engine makes of them, and which
 * other files it names. Reads tags only, so that broken texts pass too, which the engine then
 * explains.
 */
final class MjcfScan {

  private static final Pattern ATTRIBUTE =
      Pattern.compile("([\\w:.-]++)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)')");

  /**
   * A file that is parsed with this one.
   *
   * @param level depth of the element that names it
   * @param isModel whether it is a scene of its own, to be attached, and not an include
   * @param name by which a scene is attached; empty where it has none
   * @param copies how many times the engine makes what an include holds
   */
  record Reference(String file, int level, boolean isModel, String name, double copies) {}

  /**
   * A scene that is attached.
   *
   * @param copies how many times
   */
  record Attachment(String model, double copies) {}

  private final String text;
  private final SceneSizes sizes;
  private final List<Reference> references = new ArrayList<>();
  private final List<Attachment> attachments = new ArrayList<>();
  private final List<String> files = new ArrayList<>();
  private final List<String> folders = new ArrayList<>();

  /** For each open element, how many times the engine makes what it holds. */
  private final Deque<Double> copies = new ArrayDeque<>();

  private String root = "";
  private int level;
  private int deepest;
  private int written;
  private double extra;

  /**
   * Reads a text.
   *
   * @param sizes looks at each element
   */
  MjcfScan(byte[] content, SceneSizes sizes) {
    this.text = new String(content, StandardCharsets.UTF_8);
    this.sizes = sizes;
    int at = text.indexOf('<');
    while (at >= 0) {
      at = text.indexOf('<', skipTag(at));
    }
  }

  /** Levels of elements, the root's being 1. */
  int deepest() {
    return deepest;
  }

  /** Elements of the text. */
  double written() {
    return written;
  }

  /** Elements that the engine makes besides those that are written. */
  double extra() {
    return extra;
  }

  /** Name of the first element. */
  String root() {
    return root;
  }

  List<Reference> references() {
    return references;
  }

  List<Attachment> attachments() {
    return attachments;
  }

  /** Files of meshes, images and the like. */
  List<String> files() {
    return files;
  }

  /** Folders in which such files are looked up. */
  List<String> folders() {
    return folders;
  }

  private int skipTag(int start) {
    if (text.startsWith("<!--", start)) {
      return after("-->", start + 4);
    }
    if (text.startsWith("<![CDATA[", start)) {
      return after("]]>", start);
    }
    if (text.startsWith("<?", start)) {
      return after("?>", start);
    }
    if (text.startsWith("<!", start)) {
      return after(">", start);
    }
    if (text.startsWith("</", start)) {
      level--;
      copies.poll();
      return after(">", start);
    }
    int end = endOfElement(start);
    open(text.substring(start + 1, end), end > start && text.charAt(end - 1) == '/');
    return end;
  }

  private int after(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  /** Where the closing bracket is; brackets within quotes do not count. */
  private int endOfElement(int start) {
    char quote = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '>') {
        return i;
      }
    }
    return text.length();
  }

  private void open(String tag, boolean closed) {
    int end = 0;
    while (end < tag.length()
        && !Character.isWhitespace(tag.charAt(end))
        && tag.charAt(end) != '/') {
      end++;
    }
    String name = tag.substring(0, end);
    if (root.isEmpty()) {
      root = name;
    }
    deepest = Math.max(deepest, level + 1);
    double made = copies.isEmpty() ? 1 : copies.peek();
    Map<String, String> attributes = attributes(tag, end);
    double each = sizes.require(name, attributes);
    written++;
    extra += made * each - 1;
    note(name, attributes, made);
    if (!closed) {
      level++;
      copies.push(made * each);
    }
  }

  /** Of two attributes of one name the engine takes the first. */
  private static Map<String, String> attributes(String tag, int from) {
    Map<String, String> attributes = new LinkedHashMap<>();
    Matcher matcher = ATTRIBUTE.matcher(tag);
    for (int at = from; matcher.find(at); at = matcher.end()) {
      String value = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
      attributes.putIfAbsent(matcher.group(1), value);
    }
    return attributes;
  }

  private void note(String name, Map<String, String> attributes, double made) {
    boolean isModel = name.equals("model");
    if ((name.equals("include") || isModel) && attributes.containsKey("file")) {
      references.add(
          new Reference(
              attributes.get("file"),
              level + 1,
              isModel,
              attributes.getOrDefault("name", ""),
              made));
      return;
    }
    if (name.equals("attach")) {
      attachments.add(new Attachment(attributes.getOrDefault("model", ""), made));
    }
    attributes.forEach(
        (attribute, value) -> {
          if (attribute.startsWith("file")) {
            files.add(value);
          } else if (name.equals("compiler") && attribute.endsWith("dir")) {
            folders.add(value);
          }
        });
  }
}
