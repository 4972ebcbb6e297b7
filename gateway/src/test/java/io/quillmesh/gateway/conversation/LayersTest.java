package io.quillmesh.gateway.conversation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What keeps the fold testable without a broker. */
@AnalyzeClasses(
    packages = "io.quillmesh.gateway.conversation",
    importOptions = DoNotIncludeTests.class)
class LayersTest {

  @ArchTest
  static final ArchRule FOLD_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("..conversation.fold..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..", "org.springframework..", "..conversation.streams..");

  @ArchTest
  static final ArchRule EVENTS_KNOW_NOTHING_OF_CONVERSATIONS =
      noClasses()
          .that()
          .resideInAPackage("..conversation.agui..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..conversation.fold..", "..conversation.streams..");

  @ArchTest
  static final ArchRule THE_EDGES_VIEW_KNOWS_NOTHING_OF_WHAT_IS_BEHIND =
      noClasses()
          .that()
          .resideInAPackage("io.quillmesh.gateway.conversation")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.quillmesh.gateway.conversation.(**)");
}
