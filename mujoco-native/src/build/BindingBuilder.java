import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.tools.Builder;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * JavaCPP's {@link Builder} with a generator that takes methods in the order of their signatures.
 * {@link Class#getDeclaredMethods} has an order that follows addresses in the virtual machine, and
 * the generator writes functions and numbers classes in it; so each build would be another library.
 */
public final class BindingBuilder {

  private static final String GENERATOR = "org/bytedeco/javacpp/tools/Generator.class";
  private static final String READER = "getDeclaredMethods";

  private static final Map<Class<?>, Method[]> SORTED = new HashMap<>();

  private BindingBuilder() {}

  /** Builds; arguments are those of {@link Builder}. */
  public static void main(String[] arguments) throws Exception {
    System.setErr(new Warnings(System.err));
    // Before anything else loads it.
    MethodHandles.privateLookupIn(Builder.class, MethodHandles.lookup()).defineClass(generator());
    Builder.main(arguments);
  }

  /** Called by the generator, for some classes at each of their thousands of methods. */
  public static Method[] sorted(Method[] methods) {
    return methods.length == 0
        ? methods
        : SORTED
            .computeIfAbsent(methods[0].getDeclaringClass(), owner -> bySignature(methods))
            .clone();
  }

  private static Method[] bySignature(Method[] methods) {
    Map<String, Method> sorted = new TreeMap<>();
    for (Method method : methods) {
      sorted.put(method.toGenericString(), method);
    }
    return sorted.values().toArray(Method[]::new);
  }

  private static byte[] generator() throws IOException {
    try (InputStream in = Builder.class.getClassLoader().getResourceAsStream(GENERATOR)) {
      ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
      Sorting sorting = new Sorting(writer);
      new ClassReader(in).accept(sorting, 0);
      if (sorting.calls == 0) {
        throw new IllegalStateException(
            "JavaCPP's generator does not call %s; expected another way to sort what it reads"
                .formatted(READER));
      }
      return writer.toByteArray();
    }
  }

  /** Leaves out what JavaCPP says of each step. */
  private static final class Warnings extends PrintStream {

    Warnings(PrintStream all) {
      super(all, true);
    }

    @Override
    public void println(String line) {
      if (!line.startsWith("Info: ")) {
        super.println(line);
      }
    }
  }

  /** Sorts what {@link Class#getDeclaredMethods} returns. */
  private static final class Sorting extends ClassVisitor {

    private int calls;

    Sorting(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(
          Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, exceptions)) {

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String type, boolean isInterface) {
          super.visitMethodInsn(opcode, owner, method, type, isInterface);
          if (owner.equals(Type.getInternalName(Class.class)) && method.equals(READER)) {
            calls++;
            String methods = Type.getDescriptor(Method[].class);
            super.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Type.getInternalName(BindingBuilder.class),
                "sorted",
                "(%s)%s".formatted(methods, methods),
                false);
          }
        }
      };
    }
  }
}
