package io.quillmesh.schemas.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of a service that writes to a topic of the mesh. It runs once for every released version
 * of the topic's schema, and takes a {@link MeshReader} as a parameter.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ContractExtension.class)
public @interface WritesTopic {
  /**
   * The topic's name, such as {@code conversation.commands}. For the results of a declared agent it
   * is their subject, such as {@code
   * conversation.results-io.quillmesh.agents.fact_sheet.FactSheetAnswered}.
   */
  String value();
}
