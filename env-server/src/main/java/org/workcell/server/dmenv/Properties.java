package org.workcell.server.dmenv;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.workcell.server.dmenv.v1.TensorSpec;
import org.workcell.server.dmenv.v1.properties.ListPropertyResponse;
import org.workcell.server.dmenv.v1.properties.PropertyRequest;
import org.workcell.server.dmenv.v1.properties.PropertyResponse;
import org.workcell.server.dmenv.v1.properties.PropertySpec;
import org.workcell.server.dmenv.v1.properties.ReadPropertyResponse;
import org.workcell.server.dmenv.v1.properties.WritePropertyRequest;
import org.workcell.server.dmenv.v1.properties.WritePropertyResponse;

/** The extension "properties": lists, reads and writes. */
final class Properties {

  private final Map<String, Property> properties = new LinkedHashMap<>();
  private final Set<String> groups = new LinkedHashSet<>();

  void addAll(Collection<Property> more) {
    for (Property property : more) {
      String key = property.key();
      properties.put(key, property);
      for (int end = key.lastIndexOf('.'); end > 0; end = key.lastIndexOf('.', end - 1)) {
        groups.add(key.substring(0, end));
      }
    }
  }

  /**
   * The answer to an extension request.
   *
   * @throws RequestException if it is of another extension, or is refused
   */
  Any answer(Any request) {
    try {
      return pack(request);
    } catch (RequestException e) {
      // Clients of this extension know fewer codes.
      boolean mistake = e.code() == Code.FAILED_PRECONDITION || e.code() == Code.OUT_OF_RANGE;
      throw mistake ? RequestException.invalid(e.getMessage()) : e;
    }
  }

  private Any pack(Any request) {
    if (!request.is(PropertyRequest.class)) {
      throw new RequestException(
          Code.UNIMPLEMENTED,
          "extension '%s' is unknown; this server has %s"
              .formatted(request.getTypeUrl(), PropertyRequest.getDescriptor().getFullName()));
    }
    try {
      return Any.pack(answer(request.unpack(PropertyRequest.class)));
    } catch (InvalidProtocolBufferException e) {
      throw RequestException.invalid("the extension's message cannot be read: " + e.getMessage());
    }
  }

  private PropertyResponse answer(PropertyRequest request) {
    PropertyResponse.Builder response = PropertyResponse.newBuilder();
    return switch (request.getPayloadCase()) {
      case LIST_PROPERTY ->
          response.setListProperty(list(request.getListProperty().getKey())).build();
      case READ_PROPERTY ->
          response.setReadProperty(read(request.getReadProperty().getKey())).build();
      case WRITE_PROPERTY -> response.setWriteProperty(write(request.getWriteProperty())).build();
      case PAYLOAD_NOT_SET ->
          throw RequestException.invalid(
              "the property request is empty; set read_property, write_property or list_property");
    };
  }

  private ListPropertyResponse list(String key) {
    if (!key.isEmpty() && !groups.contains(key)) {
      throw properties.containsKey(key)
          ? RequestException.invalid("property '%s' has no others below it".formatted(key))
          : unknown(key);
    }
    ListPropertyResponse.Builder list = ListPropertyResponse.newBuilder();
    groups.stream()
        .filter(group -> isRightBelow(key, group) && !properties.containsKey(group))
        .forEach(group -> list.addValues(group(group)));
    properties.values().stream()
        .filter(property -> isRightBelow(key, property.key()))
        .forEach(property -> list.addValues(spec(property)));
    return list.build();
  }

  private static boolean isRightBelow(String parent, String key) {
    return parent.isEmpty()
        ? key.indexOf('.') < 0
        : key.startsWith(parent + ".") && key.indexOf('.', parent.length() + 1) < 0;
  }

  private static PropertySpec group(String key) {
    return PropertySpec.newBuilder()
        .setSpec(TensorSpec.newBuilder().setName(key))
        .setIsListable(true)
        .build();
  }

  private PropertySpec spec(Property property) {
    return PropertySpec.newBuilder()
        .setSpec(property.spec())
        .setIsReadable(property.reader().isPresent())
        .setIsWritable(property.writer().isPresent())
        .setIsListable(groups.contains(property.key()))
        .setDescription(property.description())
        .build();
  }

  private ReadPropertyResponse read(String key) {
    Property property = find(key);
    if (property.reader().isEmpty()) {
      throw denied("property '%s' cannot be read".formatted(key));
    }
    return ReadPropertyResponse.newBuilder().setValue(property.reader().get().get()).build();
  }

  private WritePropertyResponse write(WritePropertyRequest request) {
    Property property = find(request.getKey());
    if (property.writer().isEmpty()) {
      throw denied("property '%s' cannot be written".formatted(request.getKey()));
    }
    Tensors.require(
        "property '%s'".formatted(request.getKey()), request.getValue(), property.spec());
    property.writer().get().accept(request.getValue());
    return WritePropertyResponse.getDefaultInstance();
  }

  private Property find(String key) {
    Property property = properties.get(key);
    if (property == null) {
      throw groups.contains(key)
          ? denied("property '%s' can only be listed".formatted(key))
          : unknown(key);
    }
    return property;
  }

  private static RequestException denied(String message) {
    return new RequestException(Code.PERMISSION_DENIED, message);
  }

  private static RequestException unknown(String key) {
    return RequestException.notFound(
        "there is no property '%s'; list the empty key to see which there are".formatted(key));
  }
}
