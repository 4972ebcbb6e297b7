package io.quillmesh.schemas.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * Avro decides what is compatible. This class explains Avro's findings, with the name of the field.
 */
final class Incompatibilities {

  private final Side reader;
  private final Side writer;

  private Incompatibilities(Side reader, Side writer) {
    this.reader = reader;
    this.writer = writer;
  }

  static List<String> explain(Side reader, Side writer) {
    return new Incompatibilities(reader, writer)
        .explain(reader.schema().getName(), reader.schema(), writer.schema());
  }

  private List<String> explain(String where, Schema read, Schema written) {
    return find(read, written).stream()
        .flatMap(found -> explain(where, read, found).stream())
        .distinct()
        .toList();
  }

  private static List<Incompatibility> find(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities();
  }

  private List<String> explain(String outer, Schema root, Incompatibility found) {
    String where = member(outer, root, found.getLocation());
    Schema read = found.getReaderFragment();
    Schema written = found.getWriterFragment();
    return switch (found.getType()) {
      case READER_FIELD_MISSING_DEFAULT_VALUE ->
          List.of(
              "%s: %s needs it, for it has no default there, and %s does not write it."
                  .formatted(where, reader.name(), writer.name()));
      case MISSING_ENUM_SYMBOLS ->
          List.of(
              "%s: %s may write %s, which %s does not know, and the enum has no default symbol there."
                  .formatted(
                      read.getName(), writer.name(), missingSymbols(read, written), reader.name()));
      case MISSING_UNION_BRANCH -> branches(where, read, written);
      case TYPE_MISMATCH, NAME_MISMATCH, FIXED_SIZE_MISMATCH ->
          List.of(
              "%s: %s writes %s, and %s expects %s."
                  .formatted(
                      where,
                      writer.name(),
                      Members.describe(written),
                      reader.name(),
                      Members.describe(read)));
    };
  }

  /** Avro does not look into the branches of a union. This method finds problems inside them. */
  private List<String> branches(String where, Schema read, Schema written) {
    List<String> problems = new ArrayList<>();
    for (Schema branch : written.isUnion() ? written.getTypes() : List.of(written)) {
      if (find(read, branch).isEmpty()) {
        continue;
      }
      (read.isUnion() ? read.getTypes() : List.of(read))
          .stream()
              .filter(candidate -> Members.describe(candidate).equals(Members.describe(branch)))
              .findFirst()
              .ifPresentOrElse(
                  candidate -> problems.addAll(explain(where, candidate, branch)),
                  () ->
                      problems.add(
                          "%s: %s may write %s, and %s expects %s."
                              .formatted(
                                  where,
                                  writer.name(),
                                  Members.describe(branch),
                                  reader.name(),
                                  Members.describe(read))));
    }
    return problems;
  }

  private static String missingSymbols(Schema read, Schema written) {
    return written.getEnumSymbols().stream()
        .filter(symbol -> !read.hasEnumSymbol(symbol))
        .collect(Collectors.joining(", "));
  }

  /** The innermost field on a path that Avro gives, such as {@code /fields/6/type/items}. */
  private static String member(String outer, Schema root, String location) {
    String member = outer;
    Schema at = root;
    String[] steps = location.split("/");
    for (int i = 1; i < steps.length; i++) {
      switch (steps[i]) {
        case "fields" -> {
          Schema.Field field = at.getFields().get(Integer.parseInt(steps[++i]));
          member = Members.name(at, field);
          at = field.schema();
        }
        case "items" -> at = at.getElementType();
        case "values" -> at = at.getValueType();
        default -> {}
      }
    }
    return member;
  }
}
