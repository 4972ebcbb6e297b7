package io.quillmesh.offlinemodel.declared;

import io.quillmesh.offlinemodel.text.Dice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/** Numbers within a schema's limits: what is counted in the article, otherwise by chance. */
final class Numbers {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Scores from 0 to 100 stay between these: without a reason there is no praise and no blame. */
  private static final BigDecimal LOW_SCORE = BigDecimal.valueOf(45);

  private static final BigDecimal HIGH_SCORE = BigDecimal.valueOf(91);

  /** From one item of a list to the next. */
  private static final int STEP = 17;

  private static final int MANY = 1_000_000;

  private Numbers() {}

  static BigInteger integer(Place place, Material material, Dice dice) {
    Range range = Range.of(place, BigDecimal.TEN);
    BigInteger low = range.low().setScale(0, RoundingMode.CEILING).toBigInteger();
    BigInteger high = range.high().setScale(0, RoundingMode.FLOOR).toBigInteger();
    if (low.compareTo(high) > 0) {
      throw Shape.impossible("no integer is allowed at " + place.path());
    }
    Optional<BigInteger> counted =
        material.count(place.name()).map(BigInteger::valueOf).map(n -> n.max(low).min(high));
    int chance = dice.between(0, MANY) + STEP * place.index();
    BigInteger count = high.subtract(low).add(BigInteger.ONE);
    return counted.orElseGet(() -> low.add(BigInteger.valueOf(chance).mod(count)));
  }

  static BigDecimal decimal(Place place, Dice dice) {
    Range range = Range.of(place, BigDecimal.ONE);
    BigDecimal width = range.high().subtract(range.low());
    if (width.signum() < 0) {
      throw Shape.impossible("no number is allowed at " + place.path());
    }
    int share = (dice.between(0, 100) + STEP * place.index()) % 101;
    return range.low().add(width.multiply(BigDecimal.valueOf(share)).divide(HUNDRED));
  }

  /** The limits of a number. One that is missing is near the other. */
  private record Range(BigDecimal low, BigDecimal high) {

    static Range of(Place place, BigDecimal usual) {
      Optional<BigDecimal> least = place.shape().limit("minimum");
      Optional<BigDecimal> most = place.shape().limit("maximum");
      BigDecimal low = least.orElseGet(() -> most.orElse(usual).min(usual).subtract(usual));
      BigDecimal high = most.orElseGet(() -> low.add(usual));
      boolean isScore = low.signum() == 0 && high.compareTo(HUNDRED) == 0;
      return isScore ? new Range(LOW_SCORE, HIGH_SCORE) : new Range(low, high);
    }
  }
}
