package io.quillmesh.endtoend.mesh;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * This test needs a running mesh: one for all tests of this JVM, on random ports, with two gateways
 * and the offline model. It takes a parameter of type {@link Mesh}, in a constructor or a method.
 *
 * <p>With {@code -Dquillmesh.mesh.data=<folder>} it is the mesh that already runs with its data
 * there. That is faster while you work on a test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(MeshExtension.class)
public @interface WithMesh {}
