package org.workcell.sim.physics;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How deeply the elements of one XML text are nested and which other scene files it names. Reads
 * tags only, so that broken texts pass too, which the engine then explains.
 */
final class MjcfScan {

  private static final Pattern FILE = Pattern.compile("\\sfile\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

  /**
   * A file that is parsed with this one.
   *
   * @param level depth of the element that names it
   * @param isModel whether it is a scene of its own, to be attached, and not an include
   */
  record Reference(String file, int level, boolean isModel) {}

  private final String text;
  private final List<Reference> references = new ArrayList<>();
  private String root = "";
  private int level;
  private int deepest;

  MjcfScan(byte[] content) {
    this.text = new String(content, StandardCharsets.UTF_8);
    int at = text.indexOf('<');
    while (at >= 0) {
      at = text.indexOf('<', skipTag(at));
    }
  }

  /** Levels of elements, the root's being 1. */
  int deepest() {
    return deepest;
  }

  /** Name of the first element. */
  String root() {
    return root;
  }

  List<Reference> references() {
    return references;
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
    if (name.equals("include") || name.equals("model")) {
      Matcher file = FILE.matcher(tag);
      if (file.find()) {
        String path = file.group(1) == null ? file.group(2) : file.group(1);
        references.add(new Reference(path, level + 1, name.equals("model")));
      }
    }
    if (!closed) {
      level++;
    }
  }
}
