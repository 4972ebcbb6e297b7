package io.quillmesh.offlinemodel.declared;

import java.util.List;
import java.util.stream.Stream;

/**
 * A place in an answer.
 *
 * @param name the property's; that of the list for its items
 * @param above the names and descriptions around it, the nearest first
 * @param path the names from the top, without the positions in lists
 * @param index the position in the innermost list; 0 outside of lists
 */
record Place(Shape shape, String name, List<String> above, String path, int index, int depth) {

  private static final int DEEPEST = 64;

  static Place root(tools.jackson.databind.JsonNode schema) {
    return new Place(Shape.of(schema), "", List.of(), "", 0, 0);
  }

  Place {
    if (depth > DEEPEST) {
      throw Shape.impossible("it demands objects in objects without an end, at " + path);
    }
  }

  Place property(String property) {
    return new Place(
        shape.property(property),
        property,
        hints().toList(),
        path + "/" + property,
        index,
        depth + 1);
  }

  /** An item of a list, or a value of a map: it has the list's name and description. */
  Place item(Shape items, int position) {
    return new Place(items, name, hints().skip(1).toList(), path, position, depth + 1);
  }

  /** Its name, its description, and then those of what is around it. */
  Stream<String> hints() {
    return Stream.concat(Stream.of(name, shape.description()), above.stream());
  }
}
