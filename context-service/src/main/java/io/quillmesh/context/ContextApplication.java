package io.quillmesh.context;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The context agent as a process of its own. */
@SpringBootApplication
class ContextApplication {

  public static void main(String[] args) {
    SpringApplication.run(ContextApplication.class, args);
  }
}
