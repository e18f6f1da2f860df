package org.workcell.datasets.records;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where two values differ as JSON, in words. Numbers are compared to the bit. */
public final class JsonDifferences {

  private JsonDifferences() {}

  /** Everything in which a value differs from what it was; empty if nothing does. */
  public static List<String> between(Object was, Object is) {
    List<String> found = new ArrayList<>();
    collect("", Json.mapper().valueToTree(was), Json.mapper().valueToTree(is), found);
    return found;
  }

  /** The same for two objects, of which some fields may differ. */
  public static List<String> between(Object was, Object is, Set<String> ignoredFields) {
    List<String> found = new ArrayList<>();
    JsonNode mine = Json.mapper().valueToTree(was);
    JsonNode theirs = Json.mapper().valueToTree(is);
    for (String name : fieldNames(mine, theirs)) {
      if (!ignoredFields.contains(name)) {
        collect(name, mine.path(name), theirs.path(name), found);
      }
    }
    return found;
  }

  private static void collect(String path, JsonNode mine, JsonNode theirs, List<String> found) {
    if (mine.equals(theirs)) {
      return;
    }
    if (mine.isObject() && theirs.isObject()) {
      for (String name : fieldNames(mine, theirs)) {
        collect(
            path.isEmpty() ? name : path + "." + name, mine.path(name), theirs.path(name), found);
      }
    } else if (mine.isArray() && theirs.isArray() && mine.size() == theirs.size()) {
      for (int i = 0; i < mine.size(); i++) {
        collect(path + "[" + i + "]", mine.get(i), theirs.get(i), found);
      }
    } else if (mine.isArray() && theirs.isArray()) {
      found.add("%s were %d and are now %d".formatted(path, mine.size(), theirs.size()));
    } else {
      found.add("%s was %s and is now %s".formatted(path, mine, theirs));
    }
  }

  private static Set<String> fieldNames(JsonNode first, JsonNode second) {
    Set<String> names = new TreeSet<>();
    for (Iterator<String> i = first.fieldNames(); i.hasNext(); ) {
      names.add(i.next());
    }
    for (Iterator<String> i = second.fieldNames(); i.hasNext(); ) {
      names.add(i.next());
    }
    return names;
  }
}
