package io.quillmesh.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each package of the gateway can be read without those that use it. */
@AnalyzeClasses(packages = "io.quillmesh.gateway", importOptions = DoNotIncludeTests.class)
class PackagesTest {

  @ArchTest
  static final ArchRule PACKAGES_ARE_FREE_OF_CYCLES =
      slices().matching("io.quillmesh.gateway.(*)..").should().beFreeOfCycles();

  /** The slices above do not contain the root. */
  @ArchTest
  static final ArchRule THE_ROOT_KNOWS_NO_OTHER_PACKAGE =
      noClasses()
          .that()
          .resideInAPackage("io.quillmesh.gateway")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.quillmesh.gateway.(**)");
}
