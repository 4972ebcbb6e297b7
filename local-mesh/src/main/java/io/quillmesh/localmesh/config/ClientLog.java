package io.quillmesh.localmesh.config;

import java.io.IOException;
import java.nio.file.Files;

/**
 * Where this process's own Kafka and registry clients log. They do not log to the terminal, which
 * is for people.
 */
public final class ClientLog {

  /** ISO 8601, as in the services' logs. */
  public static final String DATE_TIME_FORMAT = "yyyy-MM-dd'T'HH:mm:ss.SSSXXX";

  private ClientLog() {}

  /** For commands whose own output says everything. */
  public static void off() {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
  }

  /** Call this before any of the clients is used. */
  public static void to(DataFolder data) throws IOException {
    data.rotateLog("mesh");
    Files.createDirectories(data.log("mesh").getParent());
    System.setProperty("org.slf4j.simpleLogger.logFile", data.log("mesh").toString());
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", DATE_TIME_FORMAT);
  }
}
