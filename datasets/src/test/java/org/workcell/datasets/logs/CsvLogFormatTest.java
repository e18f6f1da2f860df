package org.workcell.datasets.logs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.files.BadInputException;

class CsvLogFormatTest {

  private static final double NAN = Double.NaN;

  @TempDir Path folder;

  private RawLog read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("run.csv"), text);
    assertTrue(new CsvLogFormat().recognises(file));
    List<RawLog> logs = new CsvLogFormat().read(file);
    assertEquals(1, logs.size());
    assertEquals("run", logs.get(0).name());
    return logs.get(0);
  }

  private String refusal(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("run.csv"), text);
    String message =
        assertThrows(BadInputException.class, () -> new CsvLogFormat().read(file)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private static void assertColumn(RawLog log, String name, double... expected) {
    assertArrayEquals(expected, log.columns().get(name), name + " of " + log.columns().keySet());
  }

  @Test
  void readsColumnsWithAHeaderAndConstants() throws IOException {
    RawLog log =
        read(
            """
            # mass=0.49 length=0.1 motor=xl330
            time_s,q,on,phase
            0.0,-1.5,true,lift
            0.1,nan,false,drop
            0.2,,true,drop
            """);
    assertEquals(Map.of("mass", 0.49, "length", 0.1), log.constants());
    assertEquals("xl330", log.texts().get("motor"));
    assertEquals("phase", log.texts().get("columns_of_text"));
    assertEquals(List.of("time_s", "q", "on"), List.copyOf(log.columns().keySet()));
    assertColumn(log, "time_s", 0, 0.1, 0.2);
    assertColumn(log, "q", -1.5, NAN, NAN);
    assertColumn(log, "on", 1, 0, 1);
  }

  @Test
  void readsColumnsWithoutAHeader() throws IOException {
    RawLog log = read("386.46,-0.0116,1e-3\n386.462,-0.0117,-2E+2\n");
    assertColumn(log, "column[0]", 386.46, 386.462);
    assertColumn(log, "column[2]", 1e-3, -200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "t;q\\n0;1,5\\n1;2",
        "t\\tq\\n0\\t1.5\\n1\\t2",
        "t q\\n0 1.5\\n1 2",
        "\uFEFFt,q\\n0,1.5\\n1,2"
      })
  void readsOtherSeparators(String text) throws IOException {
    RawLog log = read(text.replace("\\n", "\n").replace("\\t", "\t"));
    assertColumn(log, "t", 0, 1);
    assertColumn(log, "q", 1.5, 2);
  }

  @Test
  void readsTheLongForm() throws IOException {
    RawLog log =
        read(
            """
            t,topic,joint,value
            0.00,state,elbow,1
            0.00,state,wrist,2
            0.01,state,elbow,3
            0.005,command,elbow,7
            0.01,command,elbow,8
            """);
    assertColumn(log, "t", 0, 0.005, 0.01);
    assertColumn(log, "state/elbow", 1, NAN, 3);
    assertColumn(log, "state/wrist", 2, NAN, NAN);
    assertColumn(log, "command/elbow", NAN, 7, 8);
  }

  @Test
  void theLongFormRefusesTimesThatGoBackOrRepeat() throws IOException {
    String head = "value,joint,topic,t\n1,a,s,0.0\n2,a,s,0.1\n";
    assertTrue(refusal(head + "3,a,s,0.05\n").contains("line 4: time of s/a is 0.05 after 0.1"));
    assertTrue(refusal(head + "3,a,s,0.1\n").contains("times must grow"));
    assertTrue(refusal(head + "3,a,s\n").contains("line 4 has 3 values; expected 4"));
  }

  @Test
  void refusesWhatIsNoTableOfNumbers() throws IOException {
    assertTrue(refusal("").contains("is empty"));
    assertTrue(refusal("# kp=3\nt,q\n").contains("is empty"));
    assertTrue(refusal("t,q\n0,1\n1,2\n2\n").contains("line 4 has 1 values; expected 2"));
    assertTrue(refusal("t,q\n0,1\n1,2,3\n").contains("line 3 has 3 values"));
    assertTrue(refusal("t,q\n0,1\n1,abc\n").contains("line 3, column q: 'abc' is not a number"));
    assertTrue(refusal("t,q\n0,1\n1,0x10\n").contains("'0x10' is not a number"));
    assertTrue(refusal("t,t\n0,1\n").contains("two columns named 't'"));
    assertTrue(refusal("t,q\n0,\"1\n").contains("no CSV file"));
    assertTrue(refusal("t,q\n0,1\u0000\n").contains("holds zero bytes"));
    String wide = "1,".repeat(5000) + "1\n";
    assertTrue(refusal(wide).contains("more than 4096 columns"));
  }

  @Test
  void refusesLinesWithoutEnd() throws IOException {
    Path file = folder.resolve("endless.csv");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("t,q\n0,");
      for (int i = 0; i < 2000; i++) {
        out.write("1".repeat(10_000));
      }
    }
    String message =
        assertThrows(BadInputException.class, () -> new CsvLogFormat().read(file)).getMessage();
    assertTrue(message.contains("no CSV file that can be read"), message);
  }

  @Test
  void refusesFoldersAndRecognisesTables() throws IOException {
    assertThrows(BadInputException.class, () -> new CsvLogFormat().read(folder));
    assertFalse(new CsvLogFormat().recognises(folder));
    Path prose = Files.writeString(folder.resolve("notes.txt"), "On Monday, 3 runs.\nAll well.\n");
    assertFalse(new CsvLogFormat().recognises(prose));
    Path table = Files.writeString(folder.resolve("run.txt"), "t q\n0 1\n1 2\n");
    assertTrue(new CsvLogFormat().recognises(table));
  }
}
