package org.workcell.perturbation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.workcell.randomization.Factor;
import org.workcell.randomization.FactorKind;
import org.workcell.randomization.FactorKinds;
import org.workcell.randomization.Fields;

/**
 * A factor of another kind that notes which of its hooks are called: {@code {factor: watched, kind:
 * color, target: object}}.
 */
public final class WatchedKind implements FactorKind {

  /** What is asked about factors, beside their hooks. */
  private static final Set<String> QUESTIONS = Set.of("stream", "affects", "reasonInapplicable");

  private static final Map<String, Set<String>> CALLED = new ConcurrentHashMap<>();
  private static final Map<String, Set<String>> OVERRIDDEN = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "watched";
  }

  @Override
  public String example() {
    return "kind: paraphrase";
  }

  @Override
  public Factor read(Fields fields) {
    String name = fields.text("kind");
    FactorKind kind =
        shipped().stream().filter(k -> k.name().equals(name)).findFirst().orElseThrow();
    Factor factor = kind.read(fields);
    OVERRIDDEN.put(name, overridden(factor));
    Set<String> called = CALLED.computeIfAbsent(name, key -> ConcurrentHashMap.newKeySet());
    return (Factor)
        Proxy.newProxyInstance(
            WatchedKind.class.getClassLoader(),
            new Class<?>[] {Factor.class},
            (proxy, method, arguments) -> {
              called.add(method.getName());
              try {
                return method.invoke(factor, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Set<String> overridden(Factor factor) {
    Set<String> hooks = new TreeSet<>();
    for (Method hook : Factor.class.getMethods()) {
      boolean own =
          Arrays.stream(factor.getClass().getMethods())
              .filter(method -> method.getDeclaringClass() != Factor.class)
              .anyMatch(
                  method ->
                      method.getName().equals(hook.getName())
                          && Arrays.equals(method.getParameterTypes(), hook.getParameterTypes()));
      if (own && !QUESTIONS.contains(hook.getName())) {
        hooks.add(hook.getName());
      }
    }
    return hooks;
  }

  /** The kinds that ship with Workcell. */
  private static List<FactorKind> shipped() {
    return FactorKinds.load().all().stream()
        .filter(kind -> kind.getClass().getPackage() == FactorKind.class.getPackage())
        .toList();
  }

  /** Hooks that factors have and that nobody has called, by kind; of an unused kind, "all". */
  static Map<String, Set<String>> neverCalled() {
    Map<String, Set<String>> missing = new TreeMap<>();
    for (FactorKind kind : shipped()) {
      Set<String> left = new TreeSet<>(OVERRIDDEN.getOrDefault(kind.name(), Set.of("all")));
      left.removeAll(CALLED.getOrDefault(kind.name(), Set.of()));
      if (!left.isEmpty()) {
        missing.put(kind.name(), left);
      }
    }
    return missing;
  }
}
