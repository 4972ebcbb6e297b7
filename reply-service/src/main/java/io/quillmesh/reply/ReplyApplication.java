package io.quillmesh.reply;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The reply agent as a process of its own. */
@SpringBootApplication
class ReplyApplication {

  public static void main(String[] args) {
    SpringApplication.run(ReplyApplication.class, args);
  }
}
