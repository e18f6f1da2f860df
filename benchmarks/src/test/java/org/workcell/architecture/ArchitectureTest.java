package org.workcell.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house's plan: which module may use which, as in {@code docs/architecture.md}. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("org.workcell");

  /** What each module may use besides itself; packages by module. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "org.workcell.mujoco", Set.of(),
          "org.workcell.sim", Set.of("org.workcell.mujoco"),
          "org.workcell.tasks", Set.of("org.workcell.sim"),
          "org.workcell.randomization", Set.of("org.workcell.sim"),
          "org.workcell.policies", Set.of("org.workcell.sim"),
          "org.workcell.bullet", Set.of("org.workcell.sim"),
          "org.workcell.sim2real",
              Set.of("org.workcell.sim", "org.workcell.policies", "org.workcell.bullet"),
          "org.workcell.server",
              Set.of(
                  "org.workcell.sim",
                  "org.workcell.tasks",
                  "org.workcell.randomization",
                  "org.workcell.sim2real"));

  /** Packages of module benchmarks: they may use every module, but not the native binding. */
  private static final Set<String> TOP =
      Set.of(
          "org.workcell.benchmarks",
          "org.workcell.cli",
          "org.workcell.evaluation",
          "org.workcell.pages",
          "org.workcell.perf",
          "org.workcell.report",
          "org.workcell.video");

  static Set<String> modules() {
    return MAY_USE.keySet();
  }

  private static DescribedPredicate<JavaClass> in(String root) {
    return resideInAPackage(root + "..");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleUsesOnlyWhatThePlanAllows(String module) {
    Set<String> forbidden = new TreeSet<>(MAY_USE.keySet());
    forbidden.addAll(TOP);
    forbidden.remove(module);
    forbidden.removeAll(MAY_USE.get(module));
    noClasses()
        .that(in(module))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.stream().map(root -> root + "..").toArray(String[]::new))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void everyClassBelongsToAModule() {
    Set<String> strangers =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> modules().stream().noneMatch(root -> isBelow(name, root)))
            .filter(name -> TOP.stream().noneMatch(root -> isBelow(name, root)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), strangers);
  }

  private static boolean isBelow(String packageName, String root) {
    return packageName.equals(root) || packageName.startsWith(root + ".");
  }

  @Test
  void onlyTheSimulationCoreTouchesTheNativeBinding() {
    noClasses()
        .that(
            DescribedPredicate.not(
                resideInAnyPackage("org.workcell.sim..", "org.workcell.mujoco..")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.workcell.mujoco..")
        .check(CLASSES);
  }

  @Test
  void kinematicsKnowPhysicsAtMost() {
    noClasses()
        .that(in("org.workcell.sim.kinematics"))
        .should()
        .dependOnClassesThat(
            in("org.workcell")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            "org.workcell.sim.kinematics", "org.workcell.sim.physics"))))
        .check(CLASSES);
  }

  @Test
  void whatSuitesShareKnowsNoSuite() {
    for (String shared : List.of("org.workcell.tasks.common", "org.workcell.tasks.robots")) {
      noClasses()
          .that(in(shared))
          .should()
          .dependOnClassesThat(
              in("org.workcell.tasks")
                  .and(
                      DescribedPredicate.not(
                          resideInAnyPackage(
                              "org.workcell.tasks.common", "org.workcell.tasks.robots"))))
          .check(CLASSES);
    }
  }

  @Test
  void onlyPoliciesKnowDjl() {
    noClasses()
        .that(DescribedPredicate.not(in("org.workcell.policies")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..")
        .check(CLASSES);
  }

  /** DJL by itself would choose threads and cache, and download. */
  @Test
  void onlyOneClassLoadsLibtorch() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("org.workcell.policies.Libtorch")
        .should()
        .callMethodWhere(
            JavaCall.Predicates.target(HasName.Predicates.nameMatching("newBaseManager|getEngine")))
        .check(CLASSES);
  }

  @Test
  void onlyEngineBulletKnowsBullet() {
    noClasses()
        .that(DescribedPredicate.not(in("org.workcell.bullet")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco.bullet..")
        .check(CLASSES);
  }

  @Test
  void onlyVideosKnowFfmpeg() {
    noClasses()
        .that(DescribedPredicate.not(in("org.workcell.video")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco.ffmpeg..")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCircles() {
    JavaClasses ours = CLASSES.that(DescribedPredicate.not(in("org.workcell.mujoco")));
    slices().matching("org.workcell.(**)").should().beFreeOfCycles().check(ours);
  }
}
