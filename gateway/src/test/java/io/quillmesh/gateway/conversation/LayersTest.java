package io.quillmesh.gateway.conversation;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the fold testable without a broker, and the packages free of cycles. */
@AnalyzeClasses(
    packages = "io.quillmesh.gateway.conversation",
    importOptions = DoNotIncludeTests.class)
class LayersTest {
  private static final String[] PURE = {
    "..conversation.graph..",
    "..conversation.language..",
    "..conversation.admission..",
    "..conversation.answer..",
    "..conversation.text..",
    "..conversation.state..",
    "..conversation.versions..",
    "..conversation.effects..",
    "..conversation.history..",
    "..conversation.passage..",
    "..conversation.turn..",
    "..conversation.feedback..",
    "..conversation.fold..",
    "..conversation.snapshot.."
  };

  @ArchTest
  static final ArchRule FOLD_IS_PURE =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka..",
              "org.springframework..",
              "..conversation.agents..",
              "..conversation.delivery..",
              "..conversation.topology..",
              "..conversation.streams..",
              "..conversation.local..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("io.quillmesh.gateway.conversation.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule EVENTS_KNOW_NOTHING_OF_CONVERSATIONS =
      noClasses()
          .that()
          .resideInAPackage("..conversation.agui..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.quillmesh.gateway.conversation.*..")
                  .and(resideOutsideOfPackage("..conversation.agui..")));

  @ArchTest
  static final ArchRule THE_EDGES_VIEW_KNOWS_NOTHING_OF_WHAT_IS_BEHIND =
      noClasses()
          .that()
          .resideInAPackage("io.quillmesh.gateway.conversation")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.quillmesh.gateway.conversation.(**)");
}
