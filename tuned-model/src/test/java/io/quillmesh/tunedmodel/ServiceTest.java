package io.quillmesh.tunedmodel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Starts the whole service at a free port. Its classifier and its upstream are the test's. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "TUNED_CORES=1",
      "TUNED_QUEUE=1",
      "TUNED_PATIENCE=1m",
      "LARGEST_BODY=100KB",
      "spring.autoconfigure.exclude="
          + "io.quillmesh.agent.prompt.PromptAutoConfiguration,"
          + "io.quillmesh.agent.kafka.AgentKafkaAutoConfiguration,"
          + "io.quillmesh.agent.cancel.CancelAutoConfiguration,"
          + "io.quillmesh.agent.model.ModelAutoConfiguration,"
          + "io.quillmesh.agent.card.CardAutoConfiguration,"
          + "io.quillmesh.agent.work.WorkAutoConfiguration,"
          + "io.quillmesh.agent.intake.IntakeAutoConfiguration"
    })
@interface ServiceTest {}
