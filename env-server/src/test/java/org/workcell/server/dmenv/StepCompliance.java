package org.workcell.server.dmenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.dmenv.v1.ActionObservationSpecs;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.dmenv.v1.EnvironmentStateType;
import org.workcell.server.dmenv.v1.StepResponse;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;

/** What the protocol's published compliance suite checks of steps, one test for each case. */
@Timeout(60)
abstract class StepCompliance {

  private DmEnvClient client;
  private ActionObservationSpecs specs;

  /** A stream. */
  abstract DmEnvClient connect();

  /** Settings of a world. */
  abstract Map<String, Tensor> settings();

  @BeforeEach
  void join() {
    client = connect();
    specs = client.createAndJoin(settings());
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  private void run() {
    assertEquals(EnvironmentStateType.RUNNING, client.step().getState());
  }

  private Set<Long> all() {
    return specs.getObservationsMap().keySet();
  }

  private static long unused(Set<Long> used) {
    long uid = 0;
    while (used.contains(uid)) {
      uid++;
    }
    return uid;
  }

  private static double[] bound(TensorSpec spec, TensorSpec.Value value, double none) {
    List<? extends Number> bounds =
        value.hasFloats() ? value.getFloats().getArrayList() : value.getDoubles().getArrayList();
    double[] all = new double[size(spec)];
    for (int i = 0; i < all.length; i++) {
      all[i] = bounds.isEmpty() ? none : bounds.get(bounds.size() == 1 ? 0 : i).doubleValue();
    }
    return all;
  }

  private static int size(TensorSpec spec) {
    return spec.getShapeList().stream().reduce(1, Math::multiplyExact);
  }

  private static double most(TensorSpec spec) {
    return spec.getDtype() == DataType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
  }

  private static double[] low(TensorSpec spec) {
    return bound(spec, spec.getMin(), -most(spec));
  }

  private static double[] high(TensorSpec spec) {
    return bound(spec, spec.getMax(), most(spec));
  }

  private static Tensor tensor(TensorSpec spec, List<Integer> shape, double... values) {
    return Values.reals(spec.getDtype(), shape, values);
  }

  private void refused(Code code, long uid, Tensor action) {
    client.refused(code, DmEnvClient.stepRequest(Map.of(uid, action), List.of()));
  }

  // Observations

  @Test
  void withoutARequestNothingIsObserved() {
    assertTrue(client.step().getObservationsMap().isEmpty());
  }

  @Test
  void allThatIsRequestedIsObserved() {
    assertEquals(all(), client.step(Map.of(), all()).getObservationsMap().keySet());
  }

  @Test
  void anUnknownObservationIsRefusedByNumber() {
    long unknown = unused(all());
    String message =
        client.refused(Code.INVALID_ARGUMENT, DmEnvClient.stepRequest(Map.of(), List.of(unknown)));
    assertTrue(message.contains(Long.toString(unknown)), message);
  }

  @Test
  void observationsHaveTheTypesAndShapesOfTheirSpecs() {
    client
        .step(Map.of(), all())
        .getObservationsMap()
        .forEach(
            (uid, tensor) -> {
              TensorSpec spec = specs.getObservationsOrThrow(uid);
              assertEquals(spec.getDtypeValue(), tensor.getPayloadCase().getNumber());
              assertEquals(spec.getShapeList(), tensor.getShapeList(), "concrete sizes");
              assertEquals(size(spec), Tensors.count(tensor), spec.getName());
            });
  }

  @Test
  void observationsLieWithinTheirBounds() {
    StepResponse response = client.step(Map.of(), all());
    for (int step = 0; step < 5; step++) {
      response
          .getObservationsMap()
          .forEach((uid, tensor) -> within(specs.getObservationsOrThrow(uid), tensor));
      response = client.step(Map.of(), all());
    }
  }

  private static void within(TensorSpec spec, Tensor tensor) {
    if (!tensor.hasFloats() && !tensor.hasDoubles()) {
      return;
    }
    double[] low = low(spec);
    double[] high = high(spec);
    for (int i = 0; i < low.length; i++) {
      double value = Tensors.real(tensor, i);
      assertTrue(value >= low[i] && value <= high[i], spec.getName() + "[" + i + "]: " + value);
    }
  }

  @Test
  void whatIsRequestedTwiceIsObservedOnce() {
    List<Long> twice = new ArrayList<>(all());
    twice.addAll(all());
    assertEquals(all(), client.step(Map.of(), twice).getObservationsMap().keySet());
  }

  @Test
  void eachObservationIsRequestedAlone() {
    for (long uid : all()) {
      assertEquals(Set.of(uid), client.step(Map.of(), List.of(uid)).getObservationsMap().keySet());
    }
  }

  // Actions

  @Test
  void atRestActionsAreNotLookedAt() {
    long unknown = unused(specs.getActionsMap().keySet());
    StepResponse response = client.step(Map.of(unknown, Values.integer(0)), List.of());
    assertEquals(EnvironmentStateType.RUNNING, response.getState());
  }

  @Test
  void eachActionAlone() {
    run();
    specs
        .getActionsMap()
        .forEach(
            (uid, spec) ->
                client.step(Map.of(uid, tensor(spec, spec.getShapeList(), low(spec))), List.of()));
  }

  @Test
  void anotherTypeIsRefused() {
    run();
    specs
        .getActionsMap()
        .forEach(
            (uid, spec) -> {
              for (DataType type : DataType.values()) {
                boolean real =
                    type != DataType.UNRECOGNIZED
                        && type != DataType.INVALID_DATA_TYPE
                        && type != DataType.PROTO;
                if (real && type != spec.getDtype()) {
                  refused(Code.INVALID_ARGUMENT, uid, Values.one(type, spec.getShapeList(), 0));
                }
              }
              refused(Code.INVALID_ARGUMENT, uid, Tensor.getDefaultInstance());
            });
  }

  @Test
  void anUnknownActionIsRefused() {
    run();
    long unknown = unused(specs.getActionsMap().keySet());
    refused(Code.INVALID_ARGUMENT, unknown, Values.integer(0));
  }

  @Test
  void eachElementIsCheckedAgainstItsBounds() {
    run();
    specs
        .getActionsMap()
        .forEach(
            (uid, spec) -> {
              double[] low = low(spec);
              double[] high = high(spec);
              for (int i = 0; i < low.length; i++) {
                for (double wrong :
                    new double[] {
                      -most(spec),
                      most(spec),
                      Double.NaN,
                      Double.POSITIVE_INFINITY,
                      low[i] - 1e-6,
                      high[i] + 1e-6
                    }) {
                  double[] values = low.clone();
                  values[i] = wrong;
                  refused(Code.OUT_OF_RANGE, uid, tensor(spec, spec.getShapeList(), values));
                }
              }
              client.step(Map.of(uid, tensor(spec, spec.getShapeList(), high)), List.of());
            });
  }

  @Test
  void oneMoreDimensionIsRefused() {
    run();
    specs
        .getActionsMap()
        .forEach(
            (uid, spec) ->
                refused(
                    Code.INVALID_ARGUMENT,
                    uid,
                    tensor(spec, Values.with(spec.getShapeList(), 1), low(spec))));
  }

  @Test
  void oneNegativeSizeIsResolved() {
    run();
    specs
        .getActionsMap()
        .forEach(
            (uid, spec) -> {
              List<Integer> shape = new ArrayList<>(spec.getShapeList());
              shape.set(0, -1);
              client.step(Map.of(uid, tensor(spec, shape, low(spec))), List.of());
              refused(Code.INVALID_ARGUMENT, uid, tensor(spec, shape, new double[] {0}));
            });
  }

  @Test
  void twoNegativeSizesAreRefused() {
    run();
    specs
        .getActionsMap()
        .forEach(
            (uid, spec) -> {
              List<Integer> shape =
                  new ArrayList<>(Collections.nCopies(Math.max(2, spec.getShapeCount()), -1));
              refused(Code.INVALID_ARGUMENT, uid, tensor(spec, shape, low(spec)));
            });
  }

  @Test
  void oneElementFillsTheShape() {
    run();
    specs
        .getActionsMap()
        .forEach(
            (uid, spec) ->
                client.step(
                    Map.of(uid, tensor(spec, spec.getShapeList(), new double[] {0.25})),
                    List.of()));
  }

  @Test
  void wrongSizesAreRefused() {
    run();
    specs
        .getActionsMap()
        .forEach(
            (uid, spec) -> {
              refused(Code.INVALID_ARGUMENT, uid, tensor(spec, List.of(), 0));
              refused(Code.INVALID_ARGUMENT, uid, tensor(spec, spec.getShapeList()));
              refused(Code.INVALID_ARGUMENT, uid, tensor(spec, List.of(7919), 0));
              refused(
                  Code.INVALID_ARGUMENT,
                  uid,
                  tensor(spec, List.of(Integer.MAX_VALUE, Integer.MAX_VALUE), 0));
            });
  }
}
