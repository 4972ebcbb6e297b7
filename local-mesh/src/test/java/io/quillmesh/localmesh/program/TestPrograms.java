package io.quillmesh.localmesh.program;

import io.quillmesh.localmesh.config.Checkout;
import java.util.List;
import java.util.Map;

/** Programs that start in a moment. */
public final class TestPrograms {

  private static final List<String> FLAGS =
      List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private TestPrograms() {}

  public static Program sleeper(String name, String... arguments) {
    var checkout = Checkout.find();
    return new Program(
        name,
        FLAGS,
        List.of(checkout.target("local-mesh").resolve("test-classes")),
        checkout.childJar(),
        Sleeper.class.getName(),
        List.of(arguments),
        Map.of(),
        0);
  }
}
