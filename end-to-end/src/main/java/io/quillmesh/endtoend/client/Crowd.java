package io.quillmesh.endtoend.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Strangers who do nothing, each with their own session, conversation and socket. Twenty of them
 * share an address, as in an office. The gateway must be on this machine, which must own all of
 * 127.0.0.0/8, as Linux does.
 */
public final class Crowd implements AutoCloseable {

  private static final int PER_ADDRESS = 20;
  private static final int ADDRESSES_OF_A_NET = 250;

  /** How many connect at the same moment. */
  private static final int AT_ONCE = 64;

  private final URI gateway;
  private final Collection<IdleSocket> sockets = new ConcurrentLinkedQueue<>();
  private final Collection<String> refusals = new ConcurrentLinkedQueue<>();

  private Crowd(URI gateway) {
    this.gateway = gateway;
  }

  /**
   * Lets them connect, and returns when each is connected or refused.
   *
   * @param gateway its address; its host is this machine
   */
  public static Crowd gather(URI gateway, int size) throws InterruptedException {
    Crowd crowd = new Crowd(gateway);
    Semaphore door = new Semaphore(AT_ONCE);
    var comers =
        IntStream.range(0, size)
            .mapToObj(number -> Thread.ofVirtual().start(() -> crowd.come(number, door)))
            .toList();
    for (Thread comer : comers) {
      comer.join();
    }
    return crowd;
  }

  private void come(int number, Semaphore door) {
    door.acquireUninterruptibly();
    try {
      sockets.add(IdleSocket.open(gateway, address(number / PER_ADDRESS)));
    } catch (IOException e) {
      refusals.add(String.valueOf(e.getMessage()));
    } finally {
      door.release();
    }
  }

  private static InetAddress address(int office) {
    return InetAddress.ofLiteral(
        "127.1.%d.%d".formatted(office / ADDRESSES_OF_A_NET, 1 + office % ADDRESSES_OF_A_NET));
  }

  /** How many sockets are open. */
  public long held() {
    return sockets.stream().filter(socket -> !socket.ended().isDone()).count();
  }

  /** Why the others were refused or closed, and how many for each reason. */
  public Map<String, Integer> refusals() {
    Map<String, Integer> all = new TreeMap<>();
    refusals.forEach(why -> all.merge(why, 1, Integer::sum));
    for (IdleSocket socket : sockets) {
      @Nullable String why = socket.ended().getNow(null);
      if (why != null) {
        all.merge(why, 1, Integer::sum);
      }
    }
    return all;
  }

  @Override
  public void close() {
    for (IdleSocket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone
      }
    }
  }
}
