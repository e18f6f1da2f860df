package org.workcell.server.local;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;

/**
 * Ends mappings at once, which Java 17 leaves to the garbage collector. Where this Java has no way
 * to do it, the garbage collector does.
 */
final class Unmapping {

  private static final Object UNSAFE;
  private static final Method INVOKE_CLEANER;

  static {
    Object unsafe = null;
    Method invokeCleaner = null;
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field instance = type.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      unsafe = instance.get(null);
      invokeCleaner = type.getMethod("invokeCleaner", ByteBuffer.class);
    } catch (ReflectiveOperationException | RuntimeException e) {
      unsafe = null;
    }
    UNSAFE = unsafe;
    INVOKE_CLEANER = unsafe == null ? null : invokeCleaner;
  }

  private Unmapping() {}

  /** Ends a mapping. Whoever touches the buffer or a view of it afterwards crashes the process. */
  static void unmap(MappedByteBuffer mapping) {
    if (INVOKE_CLEANER == null) {
      return;
    }
    try {
      INVOKE_CLEANER.invoke(UNSAFE, mapping);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a mapping cannot be ended", e);
    }
  }
}
