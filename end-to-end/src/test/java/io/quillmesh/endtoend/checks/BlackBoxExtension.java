package io.quillmesh.endtoend.checks;

import io.quillmesh.endtoend.mesh.MeshExtension;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes {@link BlackBox} true. */
final class BlackBoxExtension
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(BlackBoxExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    var frames =
        Path.of("target/frames", context.getRequiredTestClass().getSimpleName() + ".jsonl");
    boolean asDelivered =
        context.getRequiredTestClass().getAnnotation(BlackBox.class).asDelivered();
    Suite suite =
        Suite.on(
            asDelivered ? MeshExtension.asDelivered(context) : MeshExtension.mesh(context), frames);
    store(context).put(Suite.class, suite);
    suite.restore();
    // Once after each start.
    context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(asDelivered ? "warm as delivered" : "warm", name -> warmUp(suite, name));
  }

  private static Object warmUp(Suite suite, Object name) {
    suite.warmUp();
    return name;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    suite(context).restore();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    suite(context).check();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return suite(context).part(parameter.getParameter().getType()).isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return suite(context).part(parameter.getParameter().getType()).orElseThrow();
  }

  private static Suite suite(ExtensionContext context) {
    return Objects.requireNonNull(store(context).get(Suite.class, Suite.class));
  }

  private static Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }
}
