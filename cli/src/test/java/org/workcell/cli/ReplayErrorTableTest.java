package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayErrorTableTest {

  @Test
  void longCellsDoNotMoveTheColumnsBehindThem() {
    List<List<String>> rows =
        List.of(
            List.of("position, mrad", "0.25 s", "0.5 s"),
            List.of("nominal model", "0.0547 [0.0478, 0.0639]", "1.6"),
            List.of("holding still", "", "2"));
    assertEquals(
        """

        position, mrad  0.25 s                   0.5 s
        nominal model   0.0547 [0.0478, 0.0639]  1.6
        holding still                            2
        """,
        ReplayErrorTable.aligned(rows).replace(System.lineSeparator(), "\n"));
  }
}
