package io.quillmesh.intent;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The intent agent as a process of its own. */
@SpringBootApplication
class IntentApplication {

  public static void main(String[] args) {
    SpringApplication.run(IntentApplication.class, args);
  }
}
