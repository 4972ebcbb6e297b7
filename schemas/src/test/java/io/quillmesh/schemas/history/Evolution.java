package io.quillmesh.schemas.history;

import io.quillmesh.schemas.contract.Agreement;
import io.quillmesh.schemas.contract.Members;
import io.quillmesh.schemas.contract.Side;
import io.quillmesh.schemas.contract.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Whether a schema may follow those that were released. */
final class Evolution {
  /** What to do about any of the problems. */
  static final String ADVICE =
      """
      What was released stays as it is. Put it back, and add what is new beside it: a field with \
      a default, a symbol at the end of an enum, a new kind of command as a nullable field of its own.\
      """;

  private Evolution() {}

  /**
   * What is wrong with a schema, in words; empty if it may be released. The rule is FULL_TRANSITIVE
   * (every version reads every other), and nothing may be removed: for a missing field, Avro would
   * silently give the default.
   */
  static List<String> problems(List<Version> released, Schema next) {
    List<String> problems = new ArrayList<>();
    var now = new Side("this build", next);
    Map<String, String> is = Members.of(next);
    for (Version version : released) {
      var then = new Side(version.toString(), version.schema());
      problems.addAll(Agreement.of(now, then).problems());
      problems.addAll(Agreement.of(then, now).problems());
      Members.of(version.schema())
          .forEach((member, was) -> {
            if (problems.stream().noneMatch(problem -> problem.startsWith(member + ":"))) {
              stays(version, member, was, is.get(member)).ifPresent(problems::add);
            }
          });
    }
    return problems.stream().distinct().toList();
  }

  private static Optional<String> stays(
      Version version, String member, String was, @Nullable String is) {
    if (is == null) {
      return Optional.of(
          "%s: %s has it, and it is gone: who still reads it would get its default, silently."
              .formatted(member, version));
    }
    return is.equals(was)
        ? Optional.empty()
        : Optional.of(
            "%s: %s has it as %s, this build as %s: the same bytes would mean something else."
                .formatted(member, version, was, is));
  }

  /**
   * Whether a version is exactly this schema, docs included. The registry would treat any
   * difference as another schema.
   */
  static boolean isSame(@Nullable Version version, Schema schema) {
    return version != null && version.schema().toString().equals(schema.toString());
  }
}
