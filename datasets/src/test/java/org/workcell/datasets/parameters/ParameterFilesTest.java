package org.workcell.datasets.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.parameters.IdentifiedParameter.Status;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.files.BadInputException;

/** Files of identified parameters, written and read. */
class ParameterFilesTest {

  private static final String SHA = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  private static IdentifiedParameter parameter(String path, double value, Status status) {
    return new IdentifiedParameter(
        path, "1", value, Double.NaN, 0, Double.POSITIVE_INFINITY, null, null, status, "");
  }

  private static ParameterFile file() {
    Map<String, Map<String, Double>> servos = new LinkedHashMap<>();
    servos.put("shoulder", Map.of("stiffness", 10.5, "output_limit", Double.POSITIVE_INFINITY));
    servos.put("elbow", Map.of("stiffness", 7.0, "position_offset", -0.01));
    return new ParameterFile(
        ParameterFile.FORMAT,
        "0.1.0",
        "MuJoCo 3",
        "forward",
        "M4",
        new ParameterFile.Source("arm.xml", SHA),
        List.of(new ParameterFile.Source("a.npz", SHA)),
        List.of(
            new IdentifiedParameter(
                "actuator:elbow/servo.stiffness",
                "N m/rad",
                7.25,
                8,
                0,
                100,
                List.of(7.0, 7.5),
                List.of(6.9, 7.6),
                Status.FITTED,
                "found"),
            parameter("joint:elbow/damping", 0.3, Status.HELD),
            parameter("body:forearm/mass", 1.2, Status.FITTED),
            parameter("sensor:elbow/offset", 0.01, Status.FITTED),
            parameter("sensor:shoulder/offset", Double.NaN, Status.FROZEN),
            parameter("actuator:elbow/torque_per_current", 0.1, Status.HELD)),
        List.of(
            new ChainStage("delay", Map.of("elbow", Map.of("delay_seconds", 0.0123))),
            new ChainStage("servo", servos)),
        Map.of("rms_position_rad@0.5", 0.03, "rms_position_rad@full", Double.NaN));
  }

  @Test
  void whatConstantsSetAndFurtherInputsAreKept() {
    ParameterFile.Source more = new ParameterFile.Source("arm.yaml", SHA);
    ParameterFile file =
        file()
            .withConstants(" body:load/mass = mass ")
            .withInputs(List.of(more, file().inputs().get(0)));
    ParameterFile read = ParameterFiles.parse("p.json", ParameterFiles.text(file));
    assertEquals("body:load/mass = mass", read.constants());
    assertEquals(List.of(file().inputs().get(0), more), read.inputs());
  }

  @Test
  void aFileIsReadAsItWasWritten() throws IOException {
    Path path = folder.resolve("params.json");
    ParameterFiles.write(path, file());
    ParameterFile read = ParameterFiles.read(path);
    assertEquals(file().parameters(), read.parameters());
    assertEquals(file().fit(), read.fit());
    assertEquals(file().inputs(), read.inputs());
    assertEquals(file().model(), read.model());
    assertEquals("M4", read.family());
    assertEquals("", read.constants());
    assertEquals(ParameterFiles.text(file()), Files.readString(path));
    assertEquals(ParameterFiles.chain(file()), ParameterFiles.chain(read), "infinite limits too");
  }

  @Test
  void drivesHaveTheChainAndTheConstantsOfJoints() throws IOException {
    Path path = folder.resolve("params.json");
    ParameterFiles.write(path, file());
    ActuatorModel drives = ParameterFiles.readActuators(path);
    assertEquals(7.25, drives.chain().value("servo", "elbow", "stiffness"), "of the parameters");
    assertEquals(10.5, drives.chain().value("servo", "shoulder", "stiffness"));
    assertEquals(0.0123, drives.chain().value("delay", "elbow", "delay_seconds"));
    assertEquals(Map.of("joint:elbow/damping", 0.3, "body:forearm/mass", 1.2), drives.constants());
    ActuatorModel.Source source = drives.source().orElseThrow();
    assertEquals("params.json", source.file());
    assertEquals(Files.readString(path), source.content());
    assertEquals(ParameterFiles.sha256(source.content()), source.sha256());
    assertEquals(drives, ParameterFiles.actuators(source.file(), source.content()));
    assertEquals(List.of("sensor:elbow/offset"), ParameterFiles.notOfScenes(file()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"format\": 1'          | '\"format\": 2'       | has format 2, and this version reads 1",
        "'\"format\": 1'          | '\"format\": \"1\"'   | expected a finite number",
        "'\"method\"'             | '\"methods\"'         | unknown 'methods'",
        "'\"stage\": \"delay\"'   | '\"stage\": \"lag\"'  | there is no actuator stage 'lag'; use",
        "'\"stage\": \"delay\"'   | '\"stage\": \"servo\"' | no parameter 'delay_seconds'",
        "0.0123                   | -0.0123               | expected a non-negative number",
        "0.0123                   | NaN                   | not JSON",
        "0.0123                   | '\"NaN\"'             | expected a finite number",
        "0.0123                   | null                  | expected a finite number",
        "0.0123                   | 1e999                 | expected a finite number",
        "7.25                     | null                  | expected a finite number",
        "'[ {'                    | '[[[[[[[[[[[[ {'       | nesting",
        "'elbow/servo.stiffness'  | 'elbow/servo.kp'      | no parameter 'kp'",
        "'elbow/servo.stiffness'  | 'wrist/servo.damping' | no actuator 'wrist'",
        "'elbow/servo.stiffness'  | 'elbow/friction.x'    | no stage 'friction'",
        "actuator:elbow/servo     | actuator              | expected KIND:NAME/NUMBER",
        "body:forearm/mass        | joint:elbow/damping   | is there twice",
        "fitted                   | guessed               | expected fitted, held or frozen",
        "'\"value\": 0.3,'        | ''                    | has no 'value'",
        "'\"value\": 0.3,'        | '\"value\": -0.3,'    | expected a finite non-negative number",
        "'\"method\": \"forward\",' | '\"method\": \"forward\", \"method\": \"x\",' | Duplicate",
        "'}\n}\n'                 | '}\n} {}'             | not JSON",
        SHA_WRONG
      })
  void whatIsWrongIsNamed(String text, String replacement, String message) {
    String original = ParameterFiles.text(file());
    assertTrue(original.contains(text), original);
    String changed =
        original.replaceFirst(
            java.util.regex.Pattern.quote(text), replacement == null ? "" : replacement);
    String said =
        assertThrows(
                BadInputException.class, () -> ParameterFiles.actuators("params.json", changed))
            .getMessage();
    assertTrue(said.contains(message), said);
    assertTrue(said.startsWith("parameter file params.json: "), said);
  }

  private static final String SHA_WRONG =
      "0123456789abcdef0123456789 | 0123 | expected 64 hexadecimal digits";

  @Test
  void largeAndMissingFilesAreRefused() throws IOException {
    Path large = folder.resolve("large.json");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(10L << 30);
    }
    assertMessage("more than", large);
    assertMessage("cannot be read", folder.resolve("absent.json"));
    assertMessage("cannot be read", folder);
    Path empty = Files.createFile(folder.resolve("empty.json"));
    assertMessage("expected an object", empty);
  }

  private static void assertMessage(String part, Path file) {
    String said =
        assertThrows(BadInputException.class, () -> ParameterFiles.read(file)).getMessage();
    assertTrue(said.contains(part), said);
  }
}
