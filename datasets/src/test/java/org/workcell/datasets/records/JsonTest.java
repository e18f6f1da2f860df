package org.workcell.datasets.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class JsonTest {

  private static String problem(String text) {
    return Json.problem(
        assertThrows(JsonProcessingException.class, () -> Json.mapper().readTree(text)));
  }

  /** Options of the parser are nobody's business who edits a file. */
  @Test
  void problemsOfTextsAreToldWithoutHintsForProgrammers() {
    assertEquals(
        "Unexpected end-of-input: expected close marker for Object, line 1, column 2",
        problem("{"));
    assertEquals("Non-standard token 'NaN', line 1, column 10", problem("{\"a\": NaN}"));
  }
}
