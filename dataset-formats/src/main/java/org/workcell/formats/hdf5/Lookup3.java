package org.workcell.formats.hdf5;

/**
 * The checksum of HDF5's metadata: {@code hashlittle} of Bob Jenkins' <a
 * href="https://burtleburtle.net/bob/c/lookup3.c">lookup3</a> with initial value 0.
 */
final class Lookup3 {

  private static final int START = 0xdeadbeef;
  private static final int BLOCK = 12;

  private Lookup3() {}

  static int hash(byte[] bytes, int length) {
    int a = START + length;
    int b = a;
    int c = a;
    int at = 0;
    while (length - at > BLOCK) {
      a += word(bytes, at, length);
      b += word(bytes, at + 4, length);
      c += word(bytes, at + 8, length);
      a = a - c ^ Integer.rotateLeft(c, 4);
      c += b;
      b = b - a ^ Integer.rotateLeft(a, 6);
      a += c;
      c = c - b ^ Integer.rotateLeft(b, 8);
      b += a;
      a = a - c ^ Integer.rotateLeft(c, 16);
      c += b;
      b = b - a ^ Integer.rotateLeft(a, 19);
      a += c;
      c = c - b ^ Integer.rotateLeft(b, 4);
      b += a;
      at += BLOCK;
    }
    if (length == at) {
      return c;
    }
    a += word(bytes, at, length);
    b += word(bytes, at + 4, length);
    c += word(bytes, at + 8, length);
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }

  /** Four bytes, little-endian; those beyond the end are 0. */
  private static int word(byte[] bytes, int at, int length) {
    int word = 0;
    for (int i = 0; i < Integer.BYTES && at + i < length; i++) {
      word |= (bytes[at + i] & 0xFF) << Byte.SIZE * i;
    }
    return word;
  }
}
