package dev.gatewaysdk.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The directions of the house, as rules: see docs/architecture.md. */
@AnalyzeClasses(
    packages = "dev.gatewaysdk",
    importOptions = {ImportOption.DoNotIncludeTests.class, ImportOption.DoNotIncludeJars.class})
class ArchitectureTest {
  private static final String BASE = "dev.gatewaysdk";

  @ArchTest
  static final ArchRule floorsOnlyPointDown =
      classes().should(new PointDown()).because("a floor knows only what is beneath it");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.gatewaysdk.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule conceptsNeverImportOneAnother =
      slices()
          .assignedFrom(new Concepts())
          .should()
          .notDependOnEachOther()
          .because("what two concepts share belongs a floor below");

  @ArchTest
  static final ArchRule providersNeverImportOneAnother =
      slices()
          .assignedFrom(new Adapters())
          .should()
          .notDependOnEachOther()
          .because("an adapter can be taken out without touching another");

  @ArchTest
  static final ArchRule onlyTheRootImportsInternal =
      noClasses()
          .that()
          .resideOutsideOfPackages(BASE, BASE + ".internal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BASE + ".internal..")
          .because("built-ins use exactly what a stranger's extension has");

  @ArchTest
  static final ArchRule valuesImportNoLibrary =
      classes()
          .that()
          .resideInAnyPackage(
              BASE + ".error..",
              BASE + ".secret..",
              BASE + ".time..",
              BASE + ".chat..",
              BASE + ".reply..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", BASE + "..");

  @ArchTest
  static final ArchRule okHttpLivesInProviderHttp =
      library("okhttp3..", "..provider.http..")
          .because("another HTTP client must be one package away");

  @ArchTest
  static final ArchRule okioLivesBesideWhatNeedsIt =
      library("okio..", "..provider.http..", "..json..")
          .because("Moshi and OkHttp speak okio; nobody else needs to");

  @ArchTest
  static final ArchRule moshiLivesWhereJsonIs =
      library(
          "com.squareup.moshi..",
          "..provider..",
          "..json..",
          "..config..",
          "..usage..",
          "..server..");

  @ArchTest
  static final ArchRule moshiIsUsedAsAStreamOnly =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("com.squareup.moshi.Moshi")
          .because("reflection on records breaks in shaded jars");

  @ArchTest
  static final ArchRule failsafeLivesInResilience =
      library("dev.failsafe..", "..internal.resilience..");

  @ArchTest
  static final ArchRule bucket4jLivesInTheLimitStore = library("io.github.bucket4j..", "..limit..");

  @ArchTest static final ArchRule yamlLivesInConfig = library("org.snakeyaml..", "..config..");

  @ArchTest
  static final ArchRule noPublicMethodShowsALibrary =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackages("..provider..", "..internal..", "..json..")
          .should(new ShowNoLibrary());

  @ArchTest
  static final ArchRule noStaticStateChanges =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("two gateways in one JVM must not share anything that changes");

  @ArchTest
  static final ArchRule onlyTheClockAsksForTheTime =
      noClasses()
          .that()
          .resideOutsideOfPackage("..time..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.time.Clock.class, "systemUTC");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses().should().callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule locksAreReentrant =
      methods()
          .should()
          .notHaveModifier(JavaModifier.SYNCHRONIZED)
          .because("a monitor held across I/O pins virtual threads; use ReentrantLock");

  @ArchTest
  static final ArchRule publicTypesAreClosed =
      classes()
          .that()
          .arePublic()
          .and()
          .areNotInterfaces()
          .and()
          .areNotEnums()
          .should(new BeFinalOrSealed());

  @ArchTest
  static final ArchRule packagesHaveNamesOfTheField =
      noClasses()
          .should()
          .resideInAnyPackage("..model..", "..util..", "..utils..", "..common..", "..core..");

  /** The library may be used in these packages, and nowhere else. */
  private static ArchRule library(String library, String... homes) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(homes)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private static final class PointDown extends ArchCondition<JavaClass> {
    PointDown() {
      super("only depend on its own floor or lower ones");
    }

    @Override
    public void check(JavaClass from, ConditionEvents events) {
      int floor = Floors.of(from.getPackageName());
      from.getDirectDependenciesFromSelf()
          .forEach(
              dependency -> {
                String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (target.startsWith(BASE) && Floors.of(target) > floor) {
                  events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                }
              });
    }
  }

  private static final class ShowNoLibrary extends ArchCondition<JavaMethod> {
    ShowNoLibrary() {
      super("show no library's type");
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
      method.getAllInvolvedRawTypes().stream()
          .map(type -> type.getBaseComponentType().getPackageName())
          .filter(name -> !name.isEmpty() && !name.startsWith("java") && !name.startsWith(BASE))
          .forEach(
              name ->
                  events.add(
                      SimpleConditionEvent.violated(
                          method, method.getFullName() + " shows a type of " + name)));
    }
  }

  private static final class BeFinalOrSealed extends ArchCondition<JavaClass> {
    BeFinalOrSealed() {
      super("be final, sealed or a record");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      boolean closed =
          type.getModifiers().contains(JavaModifier.FINAL) || type.reflect().isSealed();
      if (!closed) {
        events.add(SimpleConditionEvent.violated(type, type.getName() + " can be subclassed"));
      }
    }
  }

  private static final class Concepts implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String concept = Floors.concept(type.getPackageName());
      return concept == null ? SliceIdentifier.ignore() : SliceIdentifier.of(concept);
    }

    @Override
    public String getDescription() {
      return "concepts of floor 4";
    }
  }

  private static final class Adapters implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String adapter = Floors.adapter(type.getPackageName());
      return adapter == null ? SliceIdentifier.ignore() : SliceIdentifier.of(adapter);
    }

    @Override
    public String getDescription() {
      return "provider adapters";
    }
  }
}
