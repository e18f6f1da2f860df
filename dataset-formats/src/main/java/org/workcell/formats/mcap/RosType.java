package org.workcell.formats.mcap;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of messages of ROS 2, from the text of its definition and of those that it uses.
 *
 * @param name such as {@code sensor_msgs/JointState}, without {@code msg}
 * @param fields in the order of the message
 */
record RosType(String name, List<Field> fields) {

  private static final int MOST_DEPTH = 16;
  private static final int MOST_FIELDS = 4096;
  private static final Pattern SEPARATOR = Pattern.compile("(?m)^={40,}\\s*$");
  private static final Pattern LINE =
      Pattern.compile("([\\w/]+)(?:<=\\d+)?(\\[(<=)?(\\d*)])?\\s+(\\w+)(?:\\s+\\S.*)?");

  /** Types that hold no other types. */
  enum Primitive {
    BOOL(1),
    INT8(1),
    UINT8(1),
    INT16(2),
    UINT16(2),
    INT32(4),
    UINT32(4),
    INT64(8),
    UINT64(8),
    FLOAT32(4),
    FLOAT64(8),
    STRING(4);

    private final int bytes;

    Primitive(int bytes) {
      this.bytes = bytes;
    }

    /** Bytes that one takes at least. */
    int bytes() {
      return bytes;
    }
  }

  /**
   * A field; one of both types is null.
   *
   * @param name of the field
   * @param primitive its type where it holds no others
   * @param nested its type where it does
   * @param length of a list: -1 where it is none, 0 where the message says it
   */
  record Field(String name, Primitive primitive, RosType nested, int length) {

    boolean isList() {
      return length >= 0;
    }
  }

  /** The name without {@code msg}, which some leave out. */
  static String plainName(String name) {
    return name.replace("/msg/", "/");
  }

  /**
   * The type of this name.
   *
   * @param text definitions as MCAP has them, encoding {@code ros2msg}; others that it needs are
   *     known
   * @throws IllegalArgumentException if they cannot be understood
   */
  static RosType parse(String name, String text) {
    Map<String, String> definitions = new HashMap<>(KnownTypes.DEFINITIONS);
    String[] parts = SEPARATOR.split(text);
    if (!text.isBlank()) {
      definitions.put(plainName(name), parts[0]);
    }
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      int end = part.indexOf('\n');
      String title = (end < 0 ? part : part.substring(0, end)).strip();
      if (title.startsWith("MSG:")) {
        String own = plainName(title.substring("MSG:".length()).strip());
        definitions.put(own, end < 0 ? "" : part.substring(end));
      }
    }
    return new Parser(definitions).type(plainName(name), 0);
  }

  private static final class Parser {

    private final Map<String, String> definitions;
    private int fields;

    Parser(Map<String, String> definitions) {
      this.definitions = definitions;
    }

    RosType type(String name, int depth) {
      String text = definitions.get(name);
      if (text == null) {
        throw new IllegalArgumentException("type %s is not defined".formatted(name));
      }
      if (depth > MOST_DEPTH) {
        throw new IllegalArgumentException("its types lie more than 16 deep in each other");
      }
      List<Field> all = new ArrayList<>();
      for (String line : text.split("\\R")) {
        String code = line.replaceAll("#.*", "").strip();
        Matcher matcher = LINE.matcher(code);
        if (matcher.matches() && !isConstant(code)) {
          if (++fields > MOST_FIELDS) {
            throw new IllegalArgumentException("its types have more than 4096 fields");
          }
          all.add(field(matcher, name, depth));
        } else if (!code.isEmpty() && !isConstant(code)) {
          throw new IllegalArgumentException("line '%s' is not understood".formatted(code));
        }
      }
      return new RosType(name, List.copyOf(all));
    }

    private static boolean isConstant(String code) {
      return code.matches("[\\w/]+(<=\\d+)?\\s+\\w+\\s*=.*");
    }

    private Field field(Matcher matcher, String owner, int depth) {
      int length = -1;
      if (matcher.group(2) != null) {
        boolean fixed = matcher.group(3) == null && !matcher.group(4).isEmpty();
        length = fixed ? fixedLength(matcher.group(4)) : 0;
      }
      String type = matcher.group(1);
      Primitive primitive = primitive(type);
      RosType nested = primitive == null ? type(fullName(type, owner), depth + 1) : null;
      return new Field(matcher.group(5), primitive, nested, length);
    }

    private static int fixedLength(String digits) {
      if (digits.length() > 6 || Integer.parseInt(digits) == 0) {
        throw new IllegalArgumentException("a list has %s elements".formatted(digits));
      }
      return Integer.parseInt(digits);
    }

    private static Primitive primitive(String type) {
      return switch (type) {
        case "byte", "char" -> Primitive.UINT8;
        case "bool",
            "int8",
            "uint8",
            "int16",
            "uint16",
            "int32",
            "uint32",
            "int64",
            "uint64",
            "float32",
            "float64",
            "string" ->
            Primitive.valueOf(type.toUpperCase(Locale.ROOT));
        default -> null;
      };
    }

    private static String fullName(String type, String owner) {
      if (type.contains("/")) {
        return plainName(type);
      }
      return type.equals("Header")
          ? "std_msgs/Header"
          : owner.substring(0, Math.max(0, owner.lastIndexOf('/'))) + "/" + type;
    }
  }
}
