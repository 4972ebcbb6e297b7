package io.quillmesh.gateway.http;

import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemException;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Reads whole numbers in addresses. */
final class WholeNumbers {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private WholeNumbers() {}

  /**
   * The value of a parameter.
   *
   * @param most {@link Integer#MAX_VALUE} if it is a version, which may be any from the least
   * @throws ProblemException if it is not such a number
   */
  static int parameter(String name, String text, int least, int most) {
    OptionalInt number = of(text);
    if (number.isEmpty() || number.getAsInt() < least || number.getAsInt() > most) {
      throw new ProblemException(
          ProblemCode.MALFORMED,
          most == Integer.MAX_VALUE
              ? "\"%s\" must be a version, a whole number from %d.".formatted(name, least)
              : "\"%s\" must be a whole number from %d to %d.".formatted(name, least, most));
    }
    return number.getAsInt();
  }

  /** Empty if the text is none. */
  static OptionalInt of(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }
}
