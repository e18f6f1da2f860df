package org.workcell.policies;

import ai.djl.Device;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where networks run.
 *
 * @param gpu index of a CUDA device, or -1 for the processor
 */
public record ComputeDevice(int gpu) {

  /** The processor. */
  public static final ComputeDevice CPU = new ComputeDevice(-1);

  /** Environment variable that chooses a device where no option does. */
  public static final String VARIABLE = "WORKCELL_DEVICE";

  private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

  /**
   * Chooses a device and loads libtorch to see what there is.
   *
   * @param wanted {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}; null leaves the choice
   *     to WORKCELL_DEVICE, which without a value means {@code auto}: CUDA where there is a device
   * @throws IllegalArgumentException if there is no such device
   */
  public static ComputeDevice choose(String wanted) {
    String asked = wanted == null ? System.getenv(VARIABLE) : wanted;
    String name = asked == null || asked.isBlank() ? "auto" : asked.strip();
    requireName(name);
    return choose(name, Libtorch.engine().getGpuCount());
  }

  /**
   * Checks the name of a device without looking for it.
   *
   * @throws IllegalArgumentException if no device is called so
   */
  public static void requireName(String name) {
    if (!name.equals("auto") && !name.equals("cpu") && !CUDA.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "device '%s' is not understood; use auto, cpu, cuda or cuda:N".formatted(name));
    }
  }

  static ComputeDevice choose(String name, int gpus) {
    if (name.equals("cpu") || name.equals("auto") && gpus == 0) {
      return CPU;
    }
    Matcher cuda = CUDA.matcher(name);
    int index = cuda.matches() && cuda.group(1) != null ? Integer.parseInt(cuda.group(1)) : 0;
    if (index >= gpus) {
      throw new IllegalArgumentException(
          "device %s is not there: libtorch finds %d CUDA devices; use cpu, or see docs/policies.md"
              .formatted(name, gpus));
    }
    return new ComputeDevice(index);
  }

  /** {@code cpu} or {@code cuda:N}. */
  public String label() {
    return gpu < 0 ? "cpu" : "cuda:" + gpu;
  }

  Device djl() {
    return gpu < 0 ? Device.cpu() : Device.gpu(gpu);
  }
}
