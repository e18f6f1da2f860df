package org.workcell.formats.lerobot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.formats.parquet.Column;

/**
 * A feature of a set: what every frame has.
 *
 * @param key its name, for example {@code observation.state}
 * @param dtype LeRobot's name of its type
 * @param shape of a frame; a single number has shape [1]
 * @param names of the elements or, of images, of the dimensions; null where they have none
 */
record Feature(String key, String dtype, List<Integer> shape, List<String> names) {

  static final String VIDEO = "video";
  static final String IMAGE = "image";

  Feature {
    shape = List.copyOf(shape);
  }

  /** A single number without names. */
  static Feature number(String key, String dtype) {
    return new Feature(key, dtype, List.of(1), null);
  }

  /** Numbers that are called after the feature. */
  static Feature vector(String key, String dtype, int size) {
    String stem = key.substring(key.lastIndexOf('.') + 1);
    List<String> names =
        java.util.stream.IntStream.range(0, size).mapToObj(i -> stem + "_" + i).toList();
    return new Feature(key, dtype, List.of(size), names);
  }

  /** Images of a camera. */
  static Feature images(String key, String dtype, int heightPixels, int widthPixels) {
    return new Feature(
        key, dtype, List.of(heightPixels, widthPixels, 3), List.of("height", "width", "channels"));
  }

  boolean isVideo() {
    return dtype.equals(VIDEO);
  }

  boolean isImage() {
    return isVideo() || dtype.equals(IMAGE);
  }

  int size() {
    return shape.get(0);
  }

  /** The columns that hold it; none of videos, which lie in files of their own. */
  List<Column> columns() {
    return switch (dtype) {
      case VIDEO -> List.of();
      case IMAGE ->
          List.of(
              Column.field(key, "bytes", Column.Type.BYTES),
              Column.field(key, "path", Column.Type.TEXT));
      default -> List.of(size() == 1 ? Column.of(key, type()) : Column.list(key, type(), 1));
    };
  }

  private Column.Type type() {
    return switch (dtype) {
      case "float32" -> Column.Type.FLOAT;
      case "float64" -> Column.Type.DOUBLE;
      case "bool" -> Column.Type.BOOLEAN;
      default -> Column.Type.INT64;
    };
  }

  /** As in {@code info.json}. */
  Map<String, Object> toJson(Number framesPerSecond) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("dtype", dtype);
    json.put("shape", shape);
    json.put("names", names);
    if (isVideo()) {
      Map<String, Object> info = new LinkedHashMap<>();
      info.put("video.height", shape.get(0));
      info.put("video.width", shape.get(1));
      info.put("video.codec", "h264");
      info.put("video.pix_fmt", "yuv420p");
      info.put("video.is_depth_map", false);
      info.put("video.fps", framesPerSecond);
      info.put("video.channels", shape.get(2));
      info.put("has_audio", false);
      json.put("info", info);
    }
    return json;
  }

  /** As the library {@code datasets} describes its columns. */
  Map<String, Object> toHuggingFace() {
    if (isImage()) {
      return Map.of("_type", "Image");
    }
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("dtype", dtype);
    value.put("_type", "Value");
    if (size() == 1) {
      return value;
    }
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("feature", value);
    list.put("length", size());
    list.put("_type", "Sequence");
    return list;
  }
}
