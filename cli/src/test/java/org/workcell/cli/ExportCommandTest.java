package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that writes identified parameters into a model. */
class ExportCommandTest {

  private static final String MODEL =
      """
      <mujoco>
        <worldbody><body><joint name="hinge" axis="0 1 0"/><geom size=".1" pos=".2 0 0"/></body></worldbody>
        <actuator><position name="hinge" joint="hinge" kp="9"/></actuator>
      </mujoco>
      """;
  private static final String PARAMETERS =
      """
      {"format": 1, "parameters": [
        {"path": "joint:hinge/armature", "value": 0.02, "status": "fitted"}],
       "chain": [{"stage": "friction", "actuators": {"hinge": {"coulomb_torque": 0.3}}}]}
      """;

  @TempDir Path folder;

  @Test
  void saysWhatIsWrittenAndWhatIsNot() throws IOException {
    Path model = Files.writeString(folder.resolve("arm.xml"), MODEL);
    Path parameters = Files.writeString(folder.resolve("p.json"), PARAMETERS);
    Path out = folder.resolve("arm.identified.xml");
    Object[] words = {"sim2real", "export", parameters, "--model", model, "--out", out};
    Invocation export = Invocation.of(words);
    assertEquals(ExitStatus.OK, export.status(), export.err());
    assertTrue(export.out().contains("joint:hinge/armature = 0.02"), export.out());
    assertTrue(
        export.out().contains("actuator:hinge/friction.coulomb_torque = 0.3: MJCF has no"),
        export.out());
    assertTrue(Files.readString(out).contains("armature=\"0.02\""));
    Invocation again = Invocation.of(words);
    assertEquals(ExitStatus.BAD_INPUT, again.status());
    assertTrue(again.err().contains("exists already"), again.err());
    Files.writeString(parameters, PARAMETERS.replace("joint:hinge", "joint:knee"));
    Invocation wrong =
        Invocation.of("sim2real", "export", parameters, "--model", model, "--out", out + "2");
    assertEquals(ExitStatus.BAD_INPUT, wrong.status());
    assertEquals(1, wrong.err().lines().count(), wrong.err());
    assertTrue(wrong.err().contains("knee"), wrong.err());
  }
}
