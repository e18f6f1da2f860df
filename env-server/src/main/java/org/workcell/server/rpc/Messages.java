package org.workcell.server.rpc;

import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.List;
import org.workcell.server.rpc.v1.Message;
import org.workcell.server.rpc.v1.Tensor;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.wire.WireFormatException;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** Messages as those of {@code workcell.v1}, and back. Elements are not copied. */
public final class Messages {

  private Messages() {}

  /** The message refers to the memory of the tensors: it is serialized before that changes. */
  public static Message toProto(WireMessage message) {
    Message.Builder proto = Message.newBuilder().setJson(message.text());
    for (WireTensor tensor : message.tensors()) {
      proto.addTensors(
          Tensor.newBuilder()
              .setName(tensor.name())
              .setDtype(tensor.type().numpyName())
              .addAllShape(tensor.shape())
              .setData(UnsafeByteOperations.unsafeWrap(tensor.data())));
    }
    return proto.build();
  }

  /**
   * The tensors are views of the message.
   *
   * @throws WireFormatException if a tensor has an unknown type, or shape and data do not fit
   */
  public static WireMessage fromProto(Message message) {
    List<WireTensor> tensors = new ArrayList<>();
    for (Tensor tensor : message.getTensorsList()) {
      DataType type =
          DataType.find(tensor.getDtype())
              .orElseThrow(
                  () ->
                      new WireFormatException(
                          "tensor '%s' has type '%s', expected one of %s"
                              .formatted(
                                  tensor.getName(), tensor.getDtype(), DataType.numpyNames())));
      tensors.add(
          new WireTensor(
              tensor.getName(),
              type,
              tensor.getShapeList(),
              tensor.getData().asReadOnlyByteBuffer()));
    }
    return new WireMessage(message.getJson(), tensors);
  }
}
