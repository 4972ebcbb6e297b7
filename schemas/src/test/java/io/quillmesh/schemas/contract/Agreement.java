package io.quillmesh.schemas.contract;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;

/**
 * Whether two sides can read each other.
 *
 * @param problems in words, each with its field; empty if there are none
 */
public record Agreement(List<String> problems) {

  /** Whether the reader can read everything that the writer may write, by Avro's rules. */
  public static Agreement of(Side reader, Side writer) {
    return new Agreement(Incompatibilities.explain(reader, writer));
  }

  /**
   * Whether the reader expects nothing that the writer never writes. It would get defaults instead.
   */
  static Agreement nothingUnwritten(Side reader, Side writer) {
    Set<String> unwritten = Members.fields(reader.schema());
    unwritten.removeAll(Members.fields(Schema.applyAliases(writer.schema(), reader.schema())));
    return new Agreement(
        unwritten.stream()
            .map(field ->
                "%s: %s does not write it, so %s would always get its default."
                    .formatted(field, writer.name(), reader.name()))
            .toList());
  }

  /** Whether the writer writes nothing that the reader does not know. That would be lost. */
  static Agreement nothingUnread(Side reader, Side writer) {
    Set<String> unread = new TreeSet<>(Members.of(writer.schema()).keySet());
    unread.removeAll(Members.of(reader.schema()).keySet());
    return new Agreement(
        unread.stream()
            .map(member ->
                "%s: %s does not know it, so what %s writes there would be lost."
                    .formatted(member, reader.name(), writer.name()))
            .toList());
  }

  void check() {
    if (!problems.isEmpty()) {
      throw new AssertionError(String.join("\n", problems));
    }
  }
}
