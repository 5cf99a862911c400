package dev.gatewaysdk.langchain4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What a module outside of the SDK may use, it uses: nothing of anybody's internals. */
@AnalyzeClasses(
    packages = "dev.gatewaysdk.langchain4j",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleRulesTest {
  @ArchTest
  static final ArchRule usesNoInternals =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.gatewaysdk.internal..", "dev.langchain4j.internal..");

  @ArchTest
  static final ArchRule usesNothingButTheGatewayAndLangChain4j =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "org.slf4j..", "dev.gatewaysdk..", "dev.langchain4j..");

  @ArchTest
  static final ArchRule isClosedForInheritance =
      classes()
          .that()
          .arePublic()
          .and()
          .areNotInterfaces()
          .should()
          .haveModifier(JavaModifier.FINAL);
}
