package io.quillmesh.agenthost.host;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** What the agents share: health, metrics, logs. */
@SpringBootApplication
public class HostApplication {
  HostApplication() {}

  /** Starts a host. Closing the context stops it. */
  public static ConfigurableApplicationContext start(HostSettings settings, String... arguments) {
    return new SpringApplicationBuilder(HostApplication.class)
        .initializers(context ->
            ((GenericApplicationContext) context).registerBean(HostSettings.class, () -> settings))
        .run(arguments);
  }
}
