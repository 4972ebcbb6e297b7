package io.quillmesh.agent;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import org.junit.jupiter.api.Test;

class LayoutTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.quillmesh.agent");

  /** As the README says: each layer knows only the layers below it. */
  @Test
  void packagesKnowOnlyThoseBelowThem() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.quillmesh.agent..")
        .layer("intake")
        .definedBy("io.quillmesh.agent.intake")
        .layer("card")
        .definedBy("io.quillmesh.agent.card")
        .layer("work")
        .definedBy("io.quillmesh.agent.work")
        .layer("chunk")
        .definedBy("io.quillmesh.agent.chunk")
        .layer("model")
        .definedBy("io.quillmesh.agent.model..")
        .layer("provider")
        .definedBy("io.quillmesh.agent.provider..")
        .layer("cancel")
        .definedBy("io.quillmesh.agent.cancel")
        .layer("kafka")
        .definedBy("io.quillmesh.agent.kafka")
        .layer("api")
        .definedBy("io.quillmesh.agent", "io.quillmesh.agent.prompt")
        .whereLayer("intake")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("card")
        .mayOnlyBeAccessedByLayers("intake")
        .whereLayer("work")
        .mayOnlyBeAccessedByLayers("intake")
        .whereLayer("chunk")
        .mayOnlyBeAccessedByLayers("intake", "work")
        .whereLayer("model")
        .mayOnlyBeAccessedByLayers("intake", "work", "card", "chunk")
        .whereLayer("provider")
        .mayOnlyBeAccessedByLayers("model")
        .whereLayer("cancel")
        .mayOnlyBeAccessedByLayers("intake", "work", "chunk", "model")
        .whereLayer("kafka")
        .mayOnlyBeAccessedByLayers("intake", "work", "card", "chunk", "model", "cancel")
        .whereLayer("api")
        .mayOnlyBeAccessedByLayers("intake", "work", "card", "chunk", "model", "cancel", "kafka")
        .check(OURS);
  }
}
