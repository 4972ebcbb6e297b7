package io.quillmesh.localmesh.config;

/**
 * One process of the mesh. There may be several gateways, but only one of each other part.
 *
 * @param number from 1
 */
public record Instance(Part part, int number) {

  /** The only one, or the first. */
  public static Instance first(Part part) {
    return new Instance(part, 1);
  }

  /**
   * The name of the process, its log, its state and its pid file: {@code gateway}, {@code
   * gateway-2}.
   */
  public String name() {
    return number == 1 ? part.processName() : part.processName() + "-" + number;
  }
}
