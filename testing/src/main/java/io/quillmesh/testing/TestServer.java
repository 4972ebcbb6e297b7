package io.quillmesh.testing;

import java.io.IOException;

/** A server that a test may stop, kill and start again: its address and its data stay the same. */
sealed interface TestServer permits TestProcess, TestContainer {

  /** The program's name, for messages. */
  String name();

  /** Host and port where clients connect. */
  String address();

  /** Host and port where clients connect that must authenticate; only for a broker. */
  String securedAddress();

  /** Starts the server unless it runs already. It may not be ready when this returns. */
  void start() throws IOException;

  /** Stops the server in an orderly way. */
  void stop() throws InterruptedException;

  /** Ends the server as a crash would. */
  void kill() throws InterruptedException;

  boolean isAlive();

  /** The end of its log, for messages. */
  String lastWords();

  /** Ends the server at once. Its data may be deleted. */
  void close() throws InterruptedException;
}
