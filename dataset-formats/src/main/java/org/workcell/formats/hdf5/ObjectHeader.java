package org.workcell.formats.hdf5;

/** The header of a group or an array, version 2: messages in one chunk, and a checksum. */
final class ObjectHeader {

  private final Encoding messages = new Encoding();

  void add(int type, byte[] message) {
    messages.put(type).int16(message.length).put(0).put(message);
  }

  byte[] bytes() {
    int chunkSizeHasFourBytes = 0x02;
    return new Encoding()
        .ascii("OHDR")
        .put(2, chunkSizeHasFourBytes)
        .int32(messages.size())
        .put(messages.bytes())
        .checksum()
        .bytes();
  }
}
