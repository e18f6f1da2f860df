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
import com.tngtech.archunit.core.domain.properties.HasOwner;
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

  private static final String MUJOCO = "org.workcell.mujoco";
  private static final String SIM = "org.workcell.sim";
  private static final String TESTING = "org.workcell.testing";
  private static final String TASKS = "org.workcell.tasks";
  private static final String RANDOMIZATION = "org.workcell.randomization";
  private static final String DATASETS = "org.workcell.datasets";
  private static final String POLICIES = "org.workcell.policies";
  private static final String TRAINING = "org.workcell.training";
  private static final String BULLET = "org.workcell.bullet";
  private static final String SIM2REAL = "org.workcell.sim2real";
  private static final String EVALUATION = "org.workcell.evaluation";
  private static final String STATISTICS = "org.workcell.statistics";
  private static final String REPORT = "org.workcell.report";
  private static final String VIDEO = "org.workcell.video";
  private static final String FORMATS = "org.workcell.formats";
  private static final String SERVER = "org.workcell.server";
  private static final String RECIPES = "org.workcell.recipes";
  private static final String PERF = "org.workcell.perf";
  private static final String JMH = "org.workcell.benchmarks";
  private static final String CLI = "org.workcell.cli";
  private static final String PAGES = "org.workcell.pages";

  /** The packages of module {@code cli}. They may use every module, but not the native binding. */
  private static final Set<String> TOP = Set.of(CLI, PAGES);

  /** What each package root may use besides itself: the table of the design. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          entry(MUJOCO),
          entry(SIM, MUJOCO),
          entry(TESTING, SIM, MUJOCO),
          entry(TASKS, SIM),
          entry(RANDOMIZATION, SIM),
          entry(DATASETS, SIM, RANDOMIZATION),
          entry(POLICIES, SIM),
          entry(TRAINING, SIM, POLICIES, DATASETS),
          entry(BULLET, SIM),
          entry(SIM2REAL, SIM, DATASETS, TRAINING, POLICIES, BULLET),
          entry(EVALUATION, SIM, TASKS, RANDOMIZATION, DATASETS, POLICIES),
          entry(STATISTICS),
          entry(REPORT, SIM, DATASETS, EVALUATION, STATISTICS),
          entry(VIDEO, SIM, DATASETS, EVALUATION),
          entry(FORMATS, SIM, DATASETS, EVALUATION, VIDEO),
          entry(SERVER, SIM, TASKS, RANDOMIZATION, DATASETS),
          entry(
              RECIPES,
              SIM,
              TASKS,
              DATASETS,
              POLICIES,
              TRAINING,
              SIM2REAL,
              EVALUATION,
              REPORT,
              VIDEO),
          entry(PERF, SIM, RANDOMIZATION, EVALUATION, POLICIES, SERVER),
          entry(JMH, SIM, RANDOMIZATION, DATASETS, EVALUATION, POLICIES, SERVER, SIM2REAL, PERF));

  private static Map.Entry<String, Set<String>> entry(String root, String... mayUse) {
    return Map.entry(root, Set.of(mayUse));
  }

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
                resideInAnyPackage(
                    "org.workcell.sim..", "org.workcell.mujoco..", "org.workcell.testing..")))
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

  /** Episodes are scored where they are stored, so rewards of models need no simulation. */
  @Test
  void rewardModelsKnowNoSimulation() {
    noClasses()
        .that(in("org.workcell.sim.reward"))
        .should()
        .dependOnClassesThat(
            in("org.workcell")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            "org.workcell.sim.reward",
                            "org.workcell.sim.batch",
                            "org.workcell.sim.numpy",
                            "org.workcell.sim.files"))))
        .check(CLASSES);
  }

  @Test
  void planningKnowsNoTask() {
    noClasses()
        .that(in("org.workcell.sim.planning"))
        .should()
        .dependOnClassesThat(
            in("org.workcell")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(
                            "org.workcell.sim.planning",
                            "org.workcell.sim.kinematics",
                            "org.workcell.sim.physics",
                            "org.workcell.sim.random",
                            "org.workcell.sim.state"))))
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
  void onlyNetworksAndTrainersKnowDjl() {
    noClasses()
        .that(
            DescribedPredicate.not(
                resideInAnyPackage("org.workcell.policies..", "org.workcell.training..")))
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
  void onlyTheReaderOfHdf5KnowsJhdf() {
    noClasses()
        .that(DescribedPredicate.not(in("org.workcell.formats.hdf5")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.jhdf..")
        .check(CLASSES);
  }

  @Test
  void onlyTheCodecsKnowAircompressor() {
    noClasses()
        .that(DescribedPredicate.not(in("org.workcell.formats.codec")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.airlift..")
        .check(CLASSES);
  }

  /** Whoever uses the Unix socket alone loads nothing of gRPC. */
  @Test
  void onlyRemoteTransportsKnowGrpc() {
    noClasses()
        .that(
            DescribedPredicate.not(
                resideInAnyPackage(
                    "org.workcell.server.rpc..",
                    "org.workcell.server.dmenv..",
                    "org.workcell.server.client..")))
        .and()
        .doNotHaveFullyQualifiedName("org.workcell.server.serve.GrpcListener")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.grpc..", "com.google.protobuf..")
        .check(CLASSES);
  }

  @Test
  void policiesInOtherProcessesNeedNoDjl() {
    noClasses()
        .that(in("org.workcell.policies.remote"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("ai.djl..")
        .check(CLASSES);
  }

  @Test
  void sessionsKnowNoTransport() {
    noClasses()
        .that(in("org.workcell.server.session"))
        .should()
        .dependOnClassesThat(
            in("org.workcell.server")
                .and(DescribedPredicate.not(in("org.workcell.server.session"))))
        .check(CLASSES);
  }

  /**
   * Whoever identifies a simulated robot must not know what it is. The scorer compares with it, a
   * closed loop judges policies on it, and one command writes it where a user asks for it.
   */
  @Test
  void onlyScorersReadHiddenTruths() {
    String gap = "org.workcell.sim2real.gap.";
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(gap + "GapScorer")
        .and()
        .doNotHaveFullyQualifiedName(gap + "GapRobot")
        .should()
        .callMethodWhere(
            JavaCall.Predicates.target(HasName.Predicates.name("read"))
                .and(
                    JavaCall.Predicates.target(
                        HasOwner.Predicates.With.owner(
                            HasName.Predicates.name(gap + "TruthFile")))))
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(gap + "GapRobot")
        .and()
        .doNotHaveFullyQualifiedName("org.workcell.recipes.closedloop.HiddenRobot")
        .and()
        .doNotHaveFullyQualifiedName("org.workcell.cli.GapRevealCommand")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(gap + "GapRobot")
        .check(CLASSES);
  }

  @Test
  void packagesHaveNoCircles() {
    JavaClasses ours = CLASSES.that(DescribedPredicate.not(in("org.workcell.mujoco")));
    slices().matching("org.workcell.(**)").should().beFreeOfCycles().check(ours);
  }
}
