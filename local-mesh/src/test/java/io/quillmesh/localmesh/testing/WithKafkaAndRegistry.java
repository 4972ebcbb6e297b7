package io.quillmesh.localmesh.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * This test needs a broker and a registry: real ones, provisioned, one pair for all tests of this
 * JVM, containers or processes as {@link KafkaAndRegistry} says. They are started before the test's
 * Spring context, which finds them by the properties {@code KAFKA_BOOTSTRAP_SERVERS} and {@code
 * SCHEMA_REGISTRY_URL}; a test that stops or starts one takes a parameter of type {@link
 * KafkaAndRegistry}.
 *
 * <p>Topics are shared by all tests of the JVM: use a conversation id of your own and look at its
 * records only.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(KafkaAndRegistryExtension.class)
public @interface WithKafkaAndRegistry {}
