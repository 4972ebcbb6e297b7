package io.quillmesh.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * This test needs a real broker and a real registry, provisioned. All tests of this JVM share one
 * pair; {@link KafkaAndRegistry} says whether they are containers or processes. They are started
 * before the test's Spring context, which finds them by the properties {@code
 * KAFKA_BOOTSTRAP_SERVERS} and {@code SCHEMA_REGISTRY_URL}. A test that stops or starts one takes a
 * parameter of type {@link KafkaAndRegistry}.
 *
 * <p>All tests of the JVM share the topics: use your own conversation id and look only at its
 * records.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(KafkaAndRegistryExtension.class)
public @interface WithKafkaAndRegistry {}
