package io.quillmesh.localmesh;

/**
 * One process of the mesh. There may be several gateways; of all else there is one.
 *
 * @param number from 1
 */
record Instance(Part part, int number) {

  /** The only one, or the first. */
  static Instance first(Part part) {
    return new Instance(part, 1);
  }

  /** Of the process, its log, its state and its pid file: {@code gateway}, {@code gateway-2}. */
  String name() {
    return number == 1 ? part.processName() : part.processName() + "-" + number;
  }
}
