package io.quillmesh.endtoend.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the mesh at the first test that asks for it. The root store closes it at the end. */
public final class MeshExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(MeshExtension.class);

  /** The mesh that all tests of this JVM share. It is started if it does not run yet. */
  public static Mesh mesh(ExtensionContext context) {
    return shared(context, Mesh::start);
  }

  /** The same mesh, with default settings from now on. */
  public static Mesh asDelivered(ExtensionContext context) {
    Mesh mesh = shared(context, Mesh::startAsDelivered);
    return get(() -> {
      if (!mesh.isAsDelivered()) {
        mesh.restartAsDelivered();
      }
      return mesh;
    });
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Mesh.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return mesh(context);
  }

  private static Mesh shared(ExtensionContext context, Start start) {
    String running = System.getProperty("quillmesh.mesh.data", "");
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            Mesh.class,
            _ -> get(running.isEmpty() ? start : () -> Mesh.join(Path.of(running))),
            Mesh.class);
  }

  private interface Start {
    Mesh mesh() throws IOException, InterruptedException;
  }

  private static Mesh get(Start start) {
    try {
      return start.mesh();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the mesh started", e);
    }
  }
}
