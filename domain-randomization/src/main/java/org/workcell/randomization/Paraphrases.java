package org.workcell.randomization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Other words for instructions: a table of synonyms, and frames around sentences. */
final class Paraphrases {

  /** Number of frames. */
  static final int FRAMES = 8;

  /** How many ways there are to replace words. */
  static final int VARIANTS = 3;

  private static final String[] FRAME_TEXTS = {
    "please %s",
    "could you %s?",
    "your task: %s",
    "i need you to %s",
    "robot, %s",
    "now %s",
    "go ahead and %s",
    "%s, and take your time"
  };

  /** In this order, so that phrases come before the words in them. */
  private static final Map<String, List<String>> SYNONYMS = new LinkedHashMap<>();

  static {
    SYNONYMS.put("pick up", List.of("grab", "lift", "take hold of"));
    SYNONYMS.put("put", List.of("place", "set", "lay"));
    SYNONYMS.put("place", List.of("put", "set", "position"));
    SYNONYMS.put("push", List.of("shove", "nudge", "press against"));
    SYNONYMS.put("press", List.of("push down", "push", "hit"));
    SYNONYMS.put("pull", List.of("drag", "tug", "draw"));
    SYNONYMS.put("slide", List.of("move", "shift", "glide"));
    SYNONYMS.put("move", List.of("bring", "take", "guide"));
    SYNONYMS.put("turn on", List.of("switch on", "activate", "start"));
    SYNONYMS.put("turn", List.of("rotate", "twist", "spin"));
    SYNONYMS.put("rotate", List.of("turn", "twist", "spin"));
    SYNONYMS.put("open", List.of("pull open", "get open", "unclose"));
    SYNONYMS.put("close", List.of("shut", "push shut", "make sure you shut"));
    SYNONYMS.put("reach", List.of("go to", "touch", "get to"));
    SYNONYMS.put("hold", List.of("keep", "leave", "steady"));
    SYNONYMS.put("insert", List.of("stick", "put", "plug"));
    SYNONYMS.put("sweep", List.of("brush", "push", "wipe"));
    SYNONYMS.put("goal", List.of("target", "marked place", "marker"));
    SYNONYMS.put("puck", List.of("disc", "small cylinder", "round block"));
    SYNONYMS.put("drawer", List.of("sliding tray", "pull-out box", "drawer unit"));
    SYNONYMS.put("block", List.of("brick", "cube", "piece of wood"));
    SYNONYMS.put("lid", List.of("cover", "top", "cap"));
    SYNONYMS.put("mug", List.of("cup", "coffee cup", "beaker"));
  }

  private Paraphrases() {}

  static String frame(String sentence, int frame) {
    return FRAME_TEXTS[frame].formatted(sentence);
  }

  /** Replaces each known word or phrase once by its synonym of this number. */
  static String reword(String sentence, int variant) {
    StringBuilder marked = new StringBuilder(sentence);
    Map<String, String> replaced = new LinkedHashMap<>();
    SYNONYMS.forEach(
        (words, synonyms) -> {
          String mark = "\u0001" + replaced.size() + "\u0002";
          var matcher = Pattern.compile("\\b" + words + "\\b").matcher(marked);
          if (matcher.find()) {
            marked.replace(matcher.start(), matcher.end(), mark);
            replaced.put(mark, synonyms.get(variant));
          }
        });
    String text = marked.toString();
    for (Map.Entry<String, String> each : replaced.entrySet()) {
      text = text.replace(each.getKey(), each.getValue());
    }
    return text;
  }
}
