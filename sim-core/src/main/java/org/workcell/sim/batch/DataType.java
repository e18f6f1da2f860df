package org.workcell.sim.batch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

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

  /** Whether a number stays a number when it is rounded to this type: 1e300 is none of float32. */
  public boolean canHold(double value) {
    return this != FLOAT32 || !Double.isFinite(value) || Float.isFinite((float) value);
  }

  /** The type of this name. */
  public static Optional<DataType> find(String numpyName) {
    return Arrays.stream(values()).filter(type -> type.numpyName.equals(numpyName)).findFirst();
  }

  /** All names. */
  public static List<String> numpyNames() {
    return Arrays.stream(values()).map(DataType::numpyName).toList();
  }

  static DataType of(String numpyName) {
    return find(numpyName)
        .orElseThrow(
            () ->
                new IllegalArgumentException("there is no element type '%s'".formatted(numpyName)));
  }
}
