package io.quillmesh.localmesh.config;

/**
 * One process of the mesh. There may be several gateways; of all else there is one.
 *
 * @param number from 1
 */
public record Instance(Part part, int number) {

  /** The only one, or the first. */
  public static Instance first(Part part) {
    return new Instance(part, 1);
  }

  /** Of the process, its log, its state and its pid file: {@code gateway}, {@code gateway-2}. */
  public String name() {
    return number == 1 ? part.processName() : part.processName() + "-" + number;
  }
}
