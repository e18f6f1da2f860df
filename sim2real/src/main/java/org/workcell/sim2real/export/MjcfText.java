package org.workcell.sim2real.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.workcell.sim.files.BadInputException;

/**
 * An MJCF file as its author wrote it, with changes of single attributes and elements: comments,
 * order and white space of everything else stay. The text must be well-formed, which the engine has
 * found out before. One thread at a time.
 */
final class MjcfText {

  /** An element of the text. */
  static final class Element {
    final String tag;
    final Element parent;
    final List<Element> children = new ArrayList<>();
    final Map<String, int[]> attributes = new LinkedHashMap<>();
    private final int start;
    private int tagEnd;
    private boolean empty;
    private int innerEnd;
    private int end;

    private Element(String tag, Element parent, int start) {
      this.tag = tag;
      this.parent = parent;
      this.start = start;
    }

    /** Whether an element of this tag is above it. */
    boolean isWithin(String ancestor) {
      for (Element each = parent; each != null; each = each.parent) {
        if (each.tag.equals(ancestor)) {
          return true;
        }
      }
      return false;
    }
  }

  private record Edit(int start, int end, String replacement) {}

  private final String text;
  private final Element root;
  private final List<Edit> edits = new ArrayList<>();
  private int at;

  MjcfText(String text) {
    this.text = text;
    Element top = new Element("", null, 0);
    readChildren(top);
    if (top.children.isEmpty()) {
      throw new BadInputException("the model has no XML element; expected MJCF");
    }
    this.root = top.children.get(0);
  }

  Element root() {
    return root;
  }

  private void readChildren(Element parent) {
    while (true) {
      int open = text.indexOf('<', at);
      if (open < 0) {
        at = text.length();
        return;
      }
      if (text.startsWith("</", open)) {
        parent.innerEnd = open;
        at = after(">", open);
        parent.end = at;
        return;
      }
      if (text.startsWith("<!--", open)) {
        at = after("-->", open);
      } else if (text.startsWith("<![CDATA[", open)) {
        at = after("]]>", open);
      } else if (text.startsWith("<?", open) || text.startsWith("<!", open)) {
        at = after(">", open);
      } else {
        parent.children.add(readElement(parent, open));
      }
    }
  }

  private int after(String mark, int from) {
    int found = text.indexOf(mark, from);
    if (found < 0) {
      throw new BadInputException("the model's XML ends in the middle of something");
    }
    return found + mark.length();
  }

  private Element readElement(Element parent, int open) {
    at = open + 1;
    Element element = new Element(readName(), parent, open);
    while (true) {
      skipBlanks();
      char next = current();
      if (next == '>') {
        at++;
        element.tagEnd = at;
        readChildren(element);
        return element;
      }
      if (next == '/') {
        element.empty = true;
        element.tagEnd = after(">", at);
        at = element.tagEnd;
        element.end = at;
        return element;
      }
      String name = readName();
      skipBlanks();
      at++;
      skipBlanks();
      char quote = current();
      int start = ++at;
      at = after(String.valueOf(quote), at);
      element.attributes.put(name, new int[] {start, at - 1});
    }
  }

  private char current() {
    if (at >= text.length()) {
      throw new BadInputException("the model's XML ends in the middle of an element");
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (Character.isWhitespace(current())) {
      at++;
    }
  }

  private String readName() {
    int start = at;
    while (!Character.isWhitespace(current()) && "=/>".indexOf(current()) < 0) {
      at++;
    }
    if (at == start) {
      throw new BadInputException("the model's XML has something without a name");
    }
    return text.substring(start, at);
  }

  /** All elements for which something holds, in the order of the text. */
  List<Element> find(Predicate<Element> holds) {
    List<Element> found = new ArrayList<>();
    collect(root, holds, found);
    return found;
  }

  private static void collect(Element element, Predicate<Element> holds, List<Element> found) {
    if (holds.test(element)) {
      found.add(element);
    }
    element.children.forEach(child -> collect(child, holds, found));
  }

  /** An attribute as it is in the text, with its entities resolved; empty where there is none. */
  String attribute(Element element, String name) {
    int[] place = element.attributes.get(name);
    return place == null
        ? ""
        : text.substring(place[0], place[1])
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&");
  }

  /** What lies between the tags of an element. */
  String inner(Element element) {
    return element.empty ? "" : text.substring(element.tagEnd, element.innerEnd);
  }

  /** Gives an element an attribute, once. */
  void set(Element element, String name, String value) {
    String escaped =
        value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace("\"", "&quot;")
            .replace("'", "&apos;");
    int[] place = element.attributes.get(name);
    if (place != null) {
      edits.add(new Edit(place[0], place[1], escaped));
    } else {
      int behind = element.start + 1 + element.tag.length();
      edits.add(new Edit(behind, behind, " %s=\"%s\"".formatted(name, escaped)));
    }
  }

  /** Takes an attribute away, with the blanks before it. */
  void remove(Element element, String name) {
    int[] place = element.attributes.get(name);
    if (place != null) {
      int start = text.lastIndexOf(name, place[0]);
      while (Character.isWhitespace(text.charAt(start - 1))) {
        start--;
      }
      edits.add(new Edit(start, place[1] + 1, ""));
    }
  }

  /** Puts elements at the beginning of another. */
  void insertFirst(Element parent, String xml) {
    if (parent.empty) {
      int slash = text.lastIndexOf('/', parent.tagEnd);
      edits.add(new Edit(slash, parent.tagEnd, ">" + xml + "</" + parent.tag + ">"));
    } else {
      edits.add(new Edit(parent.tagEnd, parent.tagEnd, xml));
    }
  }

  /** Puts something in the place of an element. */
  void replace(Element element, String xml) {
    edits.add(new Edit(element.start, element.end, xml));
  }

  /** The text with all changes. */
  String result() {
    StringBuilder result = new StringBuilder(text);
    List<Edit> last = new ArrayList<>(edits);
    last.sort((a, b) -> Integer.compare(b.start, a.start));
    for (Edit edit : last) {
      result.replace(edit.start, edit.end, edit.replacement);
    }
    return result.toString();
  }
}
