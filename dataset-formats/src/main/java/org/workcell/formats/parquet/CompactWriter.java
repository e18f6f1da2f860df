package org.workcell.formats.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Structures in Thrift's compact protocol, in which Parquet writes its headers and its footer.
 * Fields are written in the order of their numbers.
 */
final class CompactWriter {

  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int LONG_FORM = 15;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Integer> outerFields = new ArrayDeque<>();
  private int lastField;

  private void header(int field, int type) {
    int step = field - lastField;
    if (step > 0 && step < LONG_FORM) {
      out.write(step << 4 | type);
    } else {
      out.write(type);
      varint(zigzag(field));
    }
    lastField = field;
  }

  private static long zigzag(long value) {
    return value << 1 ^ value >> 63;
  }

  private void varint(long value) {
    writeVarint(out, value);
  }

  /** Writes a number seven bits at a time, the lowest first. */
  static void writeVarint(ByteArrayOutputStream out, long value) {
    long left = value;
    while ((left & ~0x7FL) != 0) {
      out.write((int) (left & 0x7F | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }

  CompactWriter i32(int field, int value) {
    header(field, I32);
    varint(zigzag(value));
    return this;
  }

  CompactWriter i64(int field, long value) {
    header(field, I64);
    varint(zigzag(value));
    return this;
  }

  CompactWriter text(int field, String value) {
    header(field, BINARY);
    bytes(value);
    return this;
  }

  private void bytes(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    varint(bytes.length);
    out.writeBytes(bytes);
  }

  CompactWriter i32s(int field, List<Integer> values) {
    listHeader(field, values.size(), I32);
    values.forEach(value -> varint(zigzag(value)));
    return this;
  }

  CompactWriter texts(int field, List<String> values) {
    listHeader(field, values.size(), BINARY);
    values.forEach(this::bytes);
    return this;
  }

  CompactWriter struct(int field, Consumer<CompactWriter> content) {
    header(field, STRUCT);
    nested(content);
    return this;
  }

  <T> CompactWriter structs(int field, List<T> values, StructWriter<T> writer) {
    listHeader(field, values.size(), STRUCT);
    values.forEach(value -> nested(inner -> writer.write(inner, value)));
    return this;
  }

  /** Writes the fields of one value. */
  interface StructWriter<T> {
    void write(CompactWriter out, T value);
  }

  private void listHeader(int field, int size, int type) {
    header(field, LIST);
    if (size < LONG_FORM) {
      out.write(size << 4 | type);
    } else {
      out.write(LONG_FORM << 4 | type);
      varint(size);
    }
  }

  private void nested(Consumer<CompactWriter> content) {
    outerFields.push(lastField);
    lastField = 0;
    content.accept(this);
    out.write(0);
    lastField = outerFields.pop();
  }

  /** The structure that was written, with its end. */
  byte[] finish() {
    out.write(0);
    return out.toByteArray();
  }
}
