package io.quillmesh.localmesh;

import io.quillmesh.localmesh.config.FreePorts;
import io.quillmesh.localmesh.config.Instance;
import io.quillmesh.localmesh.config.MeshException;
import io.quillmesh.localmesh.config.Options;
import io.quillmesh.localmesh.config.Part;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reports taken ports before a process fails with a stack trace because of one. */
final class Ports {

  private static final int PATIENCE_MILLIS = 500;

  private Ports() {}

  /**
   * @throws MeshException if ports are taken; the message names each one, the process that needs
   *     it, and how to change it
   */
  static void requireFree(List<Instance> instances, Options options) {
    List<String> taken = new ArrayList<>();
    Set<Integer> ours = new HashSet<>();
    for (Instance instance : instances) {
      Part part = instance.part();
      int port = options.port(instance);
      if (!ours.add(port) || !FreePorts.isFree(port) || someoneAnswers(port)) {
        taken.add(
            "Port %d is taken, and the %s needs it; choose another with %s PORT or %s=PORT."
                .formatted(port, instance.name(), part.portOption(), part.portVariable()));
      }
    }
    if (!taken.isEmpty()) {
      throw new MeshException(String.join("\n", taken));
    }
  }

  /** On some systems a port can be bound although another program listens on all addresses. */
  private static boolean someoneAnswers(int port) {
    try {
      for (InetAddress address : InetAddress.getAllByName("localhost")) {
        try (var socket = new Socket()) {
          socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
          return true;
        } catch (IOException e) {
          // Nobody listens at this address.
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}
