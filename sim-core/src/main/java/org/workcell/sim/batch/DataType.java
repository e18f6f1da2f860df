package org.workcell.sim.batch;

/** Element type of a block, under NumPy's names. */
public enum DataType {
  FLOAT64("float64", 8),
  FLOAT32("float32", 4),
  INT64("int64", 8),
  INT32("int32", 4),
  UINT8("uint8", 1);

  private final String numpyName;
  private final int bytes;

  DataType(String numpyName, int bytes) {
    this.numpyName = numpyName;
    this.bytes = bytes;
  }

  /** Name in NumPy, reports and protocols. */
  public String numpyName() {
    return numpyName;
  }

  /** Size of one element. */
  public int bytes() {
    return bytes;
  }

  static DataType of(String numpyName) {
    for (DataType type : values()) {
      if (type.numpyName.equals(numpyName)) {
        return type;
      }
    }
    throw new IllegalArgumentException("there is no element type '%s'".formatted(numpyName));
  }
}
