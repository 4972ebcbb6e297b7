package io.quillmesh.phase;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The phase agent as a process of its own. */
@SpringBootApplication
class PhaseApplication {

  public static void main(String[] args) {
    SpringApplication.run(PhaseApplication.class, args);
  }
}
