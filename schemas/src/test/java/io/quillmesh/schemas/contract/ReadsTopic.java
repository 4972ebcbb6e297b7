package io.quillmesh.schemas.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of a service that reads a topic of the mesh. It runs once for every sample of every
 * released version of the topic's schema, and takes the {@link Sample} as a parameter.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(ContractExtension.class)
public @interface ReadsTopic {
  /**
   * The topic's name, such as {@code conversation.articles}. For the results of a declared agent it
   * is their subject, such as {@code
   * conversation.results-io.quillmesh.agents.fact_sheet.FactSheetAnswered}.
   */
  String value();
}
