package io.quillmesh.agent.testing;

import io.quillmesh.testing.WithKafkaAndRegistry;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/**
 * This test needs its agent's whole service, between a real broker and a real registry, as a bean
 * of type {@link RunningAgent}. The test names the model. Model calls have time-outs that suit the
 * first one of a process, and are made once.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@WithKafkaAndRegistry
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "quillmesh.agent.model.timeout.first-token=5s",
      "quillmesh.agent.model.timeout.total=5s",
      "quillmesh.agent.model.retry.attempts=1"
    })
@Import(RunningAgent.class)
public @interface WithRunningAgent {}
