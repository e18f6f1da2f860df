package org.workcell.server.dmenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.dmenv.v1.ActionObservationSpecs;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.dmenv.v1.EnvironmentResponse;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;
import org.workcell.testing.FakeSuite;

/** Observations that are drawn when they are asked for. */
@Timeout(120)
class ImagesTest {

  private static final DmEnvServer SERVER = new DmEnvServer(FakeSuite.registry());

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private static ActionObservationSpecs join(DmEnvClient client, int rows) {
    Map<String, Tensor> settings = new java.util.HashMap<>();
    settings.put("task", Values.text(FakeSuite.MANUAL));
    settings.put("images.cameras", Tensors.texts(List.of("above")));
    settings.put("images.width", Values.integer(32));
    settings.put("images.height", Values.integer(24));
    if (rows > 0) {
      settings.put("num_envs", Values.integer(rows));
    }
    EnvironmentResponse made = client.send(DmEnvClient.createRequest(settings));
    boolean lacksOpenGl = made.getError().getCode() == Code.UNAVAILABLE.getNumber();
    assumeTrue(!lacksOpenGl, () -> "images need OpenGL: " + made.getError().getMessage());
    return client.join(made.getCreateWorld().getWorldName());
  }

  @Test
  void aImageIsAnObservation() {
    DmEnvClient client = SERVER.client();
    ActionObservationSpecs specs = join(client, 0);
    long uid = DmEnvClient.uid(specs, "images.above");
    TensorSpec spec = specs.getObservationsOrThrow(uid);
    assertEquals(List.of(24, 32, 3), spec.getShapeList());
    assertEquals(DataType.UINT8, spec.getDtype());
    Tensor image = client.step(Map.of(), List.of(uid)).getObservationsOrThrow(uid);
    ByteString pixels = image.getUint8S().getArray();
    assertEquals(24 * 32 * 3, pixels.size());
    assertTrue(isNotPlain(pixels));
    client.step();
    assertEquals(
        image, client.step(Map.of(), List.of(uid)).getObservationsOrThrow(uid), "nothing moved");
  }

  @Test
  void aBatchHasAImageForEachRow() {
    DmEnvClient client = SERVER.client();
    ActionObservationSpecs specs = join(client, 2);
    long uid = DmEnvClient.uid(specs, "images.above");
    Tensor images = client.step(Map.of(), List.of(uid)).getObservationsOrThrow(uid);
    assertEquals(List.of(2, 24, 32, 3), images.getShapeList());
    assertEquals(2 * 24 * 32 * 3, images.getUint8S().getArray().size());
  }

  private static boolean isNotPlain(ByteString pixels) {
    for (int i = 3; i < pixels.size(); i++) {
      if (pixels.byteAt(i) != pixels.byteAt(i % 3)) {
        return true;
      }
    }
    return false;
  }
}
