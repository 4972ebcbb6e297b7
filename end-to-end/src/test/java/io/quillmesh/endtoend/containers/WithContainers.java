package io.quillmesh.endtoend.containers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * This class needs the containers. They are started before it and removed after it. Its methods may
 * ask for {@link Compose}, a {@code Gateway} and an {@code OfflineModel}. After it, every frame of
 * every client is checked, and that there are no dead letters. Without Docker it is skipped.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ContainersExtension.class)
@interface WithContainers {}
