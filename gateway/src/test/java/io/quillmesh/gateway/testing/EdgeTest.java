package io.quillmesh.gateway.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** Runs against the edge on a real Tomcat. All such tests share it and use ids of their own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = EdgeTestApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "quillmesh.session.key=" + EdgeTest.KEY,
      "quillmesh.session.allowed-origins=https://app.example.com",
      "quillmesh.edge.queue.frames=64",
      "quillmesh.edge.queue.memory=1MB",
      "quillmesh.edge.rates.connections=3"
    })
public @interface EdgeTest {
  /** The key of session tokens, so that a test can make its own. */
  String KEY = "dGhpcyBpcyBhIGtleSBmb3IgdGVzdHMgb25seSwgMzIgYnl0ZXM=";
}
