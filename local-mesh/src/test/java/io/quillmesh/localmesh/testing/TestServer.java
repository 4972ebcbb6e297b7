package io.quillmesh.localmesh.testing;

import java.io.IOException;

/** A server that a test may stop, kill and start again: its address and its data stay the same. */
sealed interface TestServer permits TestProcess, TestContainer {

  /** Of the program, for messages. */
  String name();

  /** Where clients connect: host and port. */
  String address();

  /** Where clients connect who must say who they are; of a broker only. */
  String securedAddress();

  /** Starts it, unless it runs; it may not be ready yet. */
  void start() throws IOException;

  /** Ends it in good order. */
  void stop() throws InterruptedException;

  /** Ends it as a crash would. */
  void kill() throws InterruptedException;

  boolean isAlive();

  /** The end of its log, for messages. */
  String lastWords();

  /** Ends it at once; its data may go, too. */
  void close() throws InterruptedException;
}
