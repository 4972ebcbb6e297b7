package io.quillmesh.endtoend.checks;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A suite that knows the running mesh only from outside. Its methods may ask for a {@code Gateway},
 * an {@code OfflineModel}, {@link Processes}, a {@link Broker}, a {@link Registry} and {@link
 * DeadLetters}. After it, every frame that any client got is checked, and so are the dead letters.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BlackBoxExtension.class)
public @interface BlackBox {
  /**
   * Whether the mesh runs with the settings that users get, patient ones, from here on: the one
   * that all share is started again with them. Such a class comes after all others
   * ({@code @Order}).
   */
  boolean asDelivered() default false;
}
