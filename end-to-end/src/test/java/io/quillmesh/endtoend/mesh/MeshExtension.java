package io.quillmesh.endtoend.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Starts the mesh at the first test that asks for it; the root store closes it at the end. */
public final class MeshExtension implements ParameterResolver {

  private static final Namespace NAMESPACE = Namespace.create(MeshExtension.class);

  /** Another key than the shared one's, for a class's store has what the root's has. */
  private static final String OWN = "own";

  /** The mesh that all tests of this JVM share, started if it does not run yet. */
  public static Mesh mesh(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Mesh.class, _ -> start(), Mesh.class);
  }

  /** A mesh for one class, with nobody's settings; the class's store closes it. */
  public static Mesh asDelivered(ExtensionContext context) {
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(OWN, _ -> started(Mesh::startAsDelivered), Mesh.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Mesh.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Mesh own = context.getStore(NAMESPACE).get(OWN, Mesh.class);
    return own == null ? mesh(context) : own;
  }

  private static Mesh start() {
    String running = System.getProperty("quillmesh.mesh.data", "");
    return started(() -> running.isEmpty() ? Mesh.start() : Mesh.join(Path.of(running)));
  }

  private interface Start {
    Mesh mesh() throws IOException, InterruptedException;
  }

  private static Mesh started(Start start) {
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
