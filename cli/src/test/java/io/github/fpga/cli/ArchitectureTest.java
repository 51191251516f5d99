package io.github.fpga.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every "may not" of the design. */
class ArchitectureTest {

  private static final String ROOT = "io.github.fpga.";

  /** Each may use only those before it. */
  private static final List<String> MODULES =
      List.of(
          "tensor",
          "diffusion",
          "models",
          "faces",
          "pipelines",
          "idzoom",
          "training",
          "evaluation",
          "spark",
          "server",
          "cli");

  /** Not written yet. */
  private static final List<String> LATER = List.of("server");

  private static final String WORLD = ROOT + "idzoom.world..";
  private static final String JUDGE = ROOT + "evaluation.judge..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.fpga");

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static String module(String name) {
    return ROOT + name + "..";
  }

  /** A rule about a module that is not looked at would hold without saying anything. */
  @TestFactory
  List<DynamicTest> modulesAreLookedAt() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String module : MODULES) {
      if (!LATER.contains(module)) {
        tests.add(
            DynamicTest.dynamicTest(
                module,
                () ->
                    assertFalse(
                        CLASSES.that(resideInAPackage(module(module))).isEmpty(),
                        "no classes of " + module)));
      }
    }
    return tests;
  }

  @TestFactory
  List<DynamicTest> modulesUseOnlyThoseBeforeThem() {
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < MODULES.size() - 1; i++) {
      String module = MODULES.get(i);
      String[] later =
          MODULES.subList(i + 1, MODULES.size()).stream()
              .map(ArchitectureTest::module)
              .toArray(String[]::new);
      ArchRule rule =
          noClasses()
              .that()
              .resideInAPackage(module(module))
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(later);
      tests.add(DynamicTest.dynamicTest(module, () -> check(rule)));
    }
    return tests;
  }

  @Test
  void nothingOfTheTestkitIsPublished() {
    check(
        noClasses()
            .that(resideOutsideOfPackages(ROOT + "testkit.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "testkit.."));
  }

  @Test
  void packagesOfAModuleHaveNoCycles() {
    check(slices().matching(ROOT + "(*).(*)..").should().beFreeOfCycles());
  }

  /** Tensors of libtorch's own making are on the CPU, whatever device was asked for. */
  @Test
  void tensorsAreMadeOnTheEnginesDevice() {
    Set<String> makers = Set.of("zeros", "ones", "full", "empty", "eye", "arange", "linspace");
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                module("diffusion"),
                module("models"),
                module("faces"),
                module("pipelines"),
                module("evaluation"),
                ROOT + "training",
                ROOT + "training.recipes")
            .should()
            .callMethodWhere(
                describe(
                    "makes a tensor on the CPU",
                    call -> {
                      String owner = call.getTargetOwner().getName();
                      return owner.equals("org.bytedeco.pytorch.Tensor")
                              && call.getName().equals("create")
                          || owner.equals("org.bytedeco.pytorch.global.torch")
                              && makers.contains(call.getName());
                    })));
  }

  @Test
  void theJudgeIsForEvaluationAlone() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "evaluation..", ROOT + "cli..")
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAPackage(JUDGE));
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "cli..")
            .and()
            .doNotHaveSimpleName("EvaluateCommand")
            .and()
            .resideOutsideOfPackage(ROOT + "cli.train..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(JUDGE));
  }

  /** Fairness: what makes portraits cannot know how the people of the world are drawn. */
  @Test
  void generateRestoreAndSwapReachNoClassOfTheWorld() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                ROOT + "pipelines..",
                ROOT + "models..",
                ROOT + "diffusion..",
                ROOT + "faces..",
                ROOT + "cli.demo..")
            .or()
            .haveNameMatching(".*\\.cli\\.commands\\.(Generate|Restore|Swap|Invert)Command")
            .should()
            .transitivelyDependOnClassesThat()
            .resideInAPackage(WORLD));
  }

  @Test
  void samplersKnowNoNetwork() {
    check(
        noClasses()
            .that()
            .resideInAPackage(module("diffusion"))
            .should()
            .dependOnClassesThat(
                resideOutsideOfPackages(
                    ROOT + "diffusion..",
                    ROOT + "tensor..",
                    "java..",
                    "com.fasterxml.jackson..",
                    "org.bytedeco.pytorch..")));
  }

  @Test
  void baseNetworksKnowNothingOfWhatExtendsThem() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                ROOT + "models.unet..",
                ROOT + "models.vae..",
                ROOT + "models.clip..",
                ROOT + "models.layers..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                ROOT + "models.controlnet..",
                ROOT + "models.idadapter..",
                ROOT + "models.mgmica..",
                ROOT + "models.repcontrolnet..",
                ROOT + "models.lora.."));
  }

  @TestFactory
  List<DynamicTest> librariesStayInTheirModule() {
    return List.of(
        library("picocli..", "cli"),
        library("me.tongfei..", "cli"),
        library("org.apache.spark..", "spark"),
        library("org.springframework..", "server"),
        library("org.apache.parquet..", "idzoom"),
        library("ai.onnxruntime..", "faces.onnx"),
        library("com.google.protobuf..", "faces.onnx", "testkit.onnx"),
        library("com.drew..", "faces"),
        library("org.bytedeco.opencv..", "faces"),
        library("ai.djl..", "models"));
  }

  private static DynamicTest library(String library, String module, String... more) {
    List<String> allowed = new ArrayList<>(List.of(module(module)));
    for (String other : more) {
      allowed.add(module(other));
    }
    ArchRule rule =
        noClasses()
            .that(resideOutsideOfPackages(allowed.toArray(String[]::new)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library);
    return DynamicTest.dynamicTest(library, () -> check(rule));
  }

  @Test
  void theEngineIsStartedAndStoredByTensorAlone() {
    check(
        noClasses()
            .that(resideOutsideOfPackages(ROOT + "tensor.."))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.openblas.."));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(ROOT + "cli..", ROOT + "server..", ROOT + "idzoom..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.."));
  }

  @Test
  void noHiddenRandomness() {
    check(noClasses().should().callMethod(Math.class, "random"));
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                ROOT + "diffusion..", ROOT + "models..", ROOT + "pipelines..", ROOT + "faces..")
            .should()
            .callMethodWhere(
                com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                    com.tngtech.archunit.base.DescribedPredicate.describe(
                        "java.util.Random without a seed",
                        target ->
                            target.getOwner().isEquivalentTo(java.util.Random.class)
                                && target.getName().equals("<init>")
                                && target.getRawParameterTypes().isEmpty()))));
  }

  /** A bare JDK has no fonts. */
  @Test
  void theWorldDrawsWithoutFonts() {
    check(
        noClasses()
            .that()
            .resideInAPackage(WORLD)
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.awt\\.(Font|FontMetrics|GraphicsEnvironment)"));
  }

  /** Its process shares the terminal with nobody, but its libraries with no other module. */
  @Test
  void theCommandLineKnowsNothingOfSpark() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + "spark.."));
  }

  /** Training prints how far it is, the Spark jobs speak to whoever started them. */
  @Test
  void onlyTheCommandLineSpeaksToTheTerminal() {
    check(
        noClasses()
            .that(resideOutsideOfPackages(ROOT + "cli..", ROOT + "testkit..", ROOT + "training.."))
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "spark.Main")
            .and()
            .doNotHaveFullyQualifiedName(ROOT + "spark.TrainMain")
            .should(com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS));
  }
}
