package io.quillmesh.tunedmodel;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The tuned model as a process of its own. */
@SpringBootApplication
@ConfigurationPropertiesScan
class TunedModelApplication {

  public static void main(String[] args) {
    SpringApplication.run(TunedModelApplication.class, args);
  }
}
