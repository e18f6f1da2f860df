package org.workcell.tasks.libero.scene;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An element of MJCF: tag, attributes and child elements, in order. MJCF has no text. */
final class Element {

  private final String tag;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Element> children = new ArrayList<>();

  Element(String tag) {
    this.tag = tag;
  }

  String tag() {
    return tag;
  }

  /** The attributes; may be changed. */
  Map<String, String> attributes() {
    return attributes;
  }

  /** The children; may be changed. */
  List<Element> children() {
    return children;
  }

  /** Value of an attribute; null without it. */
  String get(String attribute) {
    return attributes.get(attribute);
  }

  /** Sets an attribute. */
  Element set(String attribute, String value) {
    attributes.put(attribute, value);
    return this;
  }

  /** Adds a child and returns it. */
  Element add(Element child) {
    children.add(child);
    return child;
  }

  boolean is(String otherTag) {
    return tag.equals(otherTag);
  }

  String name() {
    return get("name");
  }

  /** Collision geoms have group 0, which is the default. */
  boolean isCollisionGeom() {
    return is("geom") && attributes.getOrDefault("group", "0").equals("0");
  }

  /** First child with a tag. */
  Optional<Element> child(String childTag) {
    return children.stream().filter(each -> each.is(childTag)).findFirst();
  }

  /** First child with a tag, added where there is none. */
  Element section(String childTag) {
    return child(childTag).orElseGet(() -> add(new Element(childTag)));
  }

  /** Visits this element and all below it, depth first, in document order. */
  void forEach(Consumer<Element> visitor) {
    visitor.accept(this);
    children.forEach(child -> child.forEach(visitor));
  }

  /** The element here or below that has a tag and a name. */
  Optional<Element> find(String wantedTag, String wantedName) {
    if (is(wantedTag) && wantedName.equals(name())) {
      return Optional.of(this);
    }
    return children.stream().flatMap(each -> each.find(wantedTag, wantedName).stream()).findFirst();
  }

  /** As XML. */
  String toXml() {
    StringBuilder text = new StringBuilder();
    write(text, 0);
    return text.toString();
  }

  private void write(StringBuilder text, int level) {
    text.append(" ".repeat(level)).append('<').append(tag);
    attributes.forEach(
        (name, value) -> {
          text.append(' ').append(name).append("=\"");
          escape(value, text);
          text.append('"');
        });
    if (children.isEmpty() && level > 0) {
      text.append("/>\n");
      return;
    }
    text.append(">\n");
    children.forEach(child -> child.write(text, level + 1));
    text.append(" ".repeat(level)).append("</").append(tag).append(">\n");
  }

  private static void escape(String value, StringBuilder text) {
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      switch (character) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '"' -> text.append("&quot;");
        default -> text.append(character);
      }
    }
  }
}
