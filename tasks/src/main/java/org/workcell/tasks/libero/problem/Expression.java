package org.workcell.tasks.libero.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.workcell.sim.files.BadInputException;

/**
 * One expression of a file in Lisp's form: a word, or a list in parentheses. A semicolon starts a
 * comment; words are in lower case.
 *
 * @param line where it starts, counted from 1
 * @param word the word, or null for a list
 * @param items what is in the list; empty for a word
 */
record Expression(int line, String word, List<Expression> items) {

  private static final int DEEPEST = 32;

  boolean isWord() {
    return word != null;
  }

  /** The word that a list starts with, or nothing. */
  String head() {
    return items.isEmpty() || !items.get(0).isWord() ? "" : items.get(0).word;
  }

  /** What follows the head. */
  List<Expression> tail() {
    return items.isEmpty() ? items : items.subList(1, items.size());
  }

  /** The words of a list, which must hold nothing else. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    for (Expression item : items) {
      if (!item.isWord()) {
        throw item.problem("a list in parentheses stands where a word is expected");
      }
      words.add(item.word);
    }
    return words;
  }

  /** An error that names the line. */
  BadInputException problem(String what) {
    return new BadInputException("line %d: %s".formatted(line, what));
  }

  /** As in the file, for messages; long lists are cut. */
  @Override
  public String toString() {
    if (isWord()) {
      return word;
    }
    return items.size() > 1 ? "(" + head() + " ...)" : "(" + head() + ")";
  }

  /**
   * Reads text that is one list.
   *
   * @throws BadInputException naming the line, if it is something else or nested too deeply
   */
  static Expression parse(String text) {
    return new Reader(text).all();
  }

  private static final class Reader {

    private final String text;
    private int position;
    private int line = 1;

    Reader(String text) {
      this.text = text.toLowerCase(Locale.ROOT);
    }

    Expression all() {
      skipBlank();
      if (position == text.length()) {
        throw problem("the file holds nothing; expected (define ...)");
      }
      Expression whole = next(0);
      skipBlank();
      if (position < text.length()) {
        throw problem("there is more after the last closing parenthesis");
      }
      return whole;
    }

    private Expression next(int depth) {
      if (text.charAt(position) == ')') {
        throw problem("a closing parenthesis has no opening one");
      }
      return text.charAt(position) == '(' ? list(depth) : word();
    }

    private Expression list(int depth) {
      if (depth == DEEPEST) {
        throw problem("parentheses are nested more than %d deep".formatted(DEEPEST));
      }
      int start = line;
      position++;
      List<Expression> items = new ArrayList<>();
      for (skipBlank(); position < text.length(); skipBlank()) {
        if (text.charAt(position) == ')') {
          position++;
          return new Expression(start, null, List.copyOf(items));
        }
        items.add(next(depth + 1));
      }
      throw new Expression(start, null, items).problem("this parenthesis is never closed");
    }

    private Expression word() {
      int start = position;
      while (position < text.length() && !endsWord(text.charAt(position))) {
        position++;
      }
      return new Expression(line, text.substring(start, position), List.of());
    }

    private static boolean endsWord(char c) {
      return Character.isWhitespace(c) || c == '(' || c == ')' || c == ';';
    }

    private void skipBlank() {
      while (position < text.length()) {
        char c = text.charAt(position);
        if (c == ';') {
          int end = text.indexOf('\n', position);
          position = end < 0 ? text.length() : end;
        } else if (Character.isWhitespace(c)) {
          line += c == '\n' ? 1 : 0;
          position++;
        } else {
          return;
        }
      }
    }

    private BadInputException problem(String what) {
      return new Expression(line, "", List.of()).problem(what);
    }
  }
}
