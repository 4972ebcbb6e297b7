package io.quillmesh.testing;

import io.quillmesh.schemas.provisioning.Provisioning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/** Starts both at the first test that needs them. JUnit's root store closes them at the end. */
final class KafkaAndRegistryExtension
    implements BeforeAllCallback, TestInstancePreConstructCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(KafkaAndRegistryExtension.class);

  /**
   * Fewer than by default, to start faster, but enough that errors with several partitions show.
   */
  private static final int PARTITIONS = 4;

  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  /**
   * If a class has one instance for all tests, Spring creates its context before {@code beforeAll}.
   */
  @Override
  public void preConstructTestInstance(
      TestInstanceFactoryContext factory, ExtensionContext context) {
    running(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KafkaAndRegistry.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return running(context);
  }

  private static KafkaAndRegistry running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(KafkaAndRegistry.class, _ -> start(), KafkaAndRegistry.class);
  }

  private static KafkaAndRegistry start() {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      Path folder = Files.createTempDirectory(target, "kafka-and-registry-");
      var both =
          KafkaAndRegistry.start(
              folder, new Provisioning.Settings(OptionalInt.of(PARTITIONS), (short) 1));
      System.setProperty("KAFKA_BOOTSTRAP_SERVERS", both.bootstrapServers());
      System.setProperty("SCHEMA_REGISTRY_URL", both.registryUrl());
      return both;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the broker started", e);
    }
  }
}
