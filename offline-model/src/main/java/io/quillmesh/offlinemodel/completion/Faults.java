package io.quillmesh.offlinemodel.completion;

import io.quillmesh.offlinemodel.settings.Settings;
import java.util.SplittableRandom;

/**
 * Decides which calls go wrong. This depends only on the seed and on a call's number among those of
 * its model, so that a run can be repeated however the models' calls are interleaved.
 */
public final class Faults {

  private Faults() {}

  public static Fault of(Settings settings, String model, long call) {
    if (!settings.faultsApplyTo(model)) {
      return Fault.NONE;
    }
    long seed = settings.seed() * 31 + model.hashCode();
    double left = new SplittableRandom(seed * 1_000_003 + call).nextDouble();
    Fault[] faults = {Fault.ERROR, Fault.RATE_LIMIT, Fault.CUT, Fault.HANG, Fault.NONSENSE};
    double[] rates = {
      settings.errorRate(),
      settings.rateLimitRate(),
      settings.cutRate(),
      settings.hangRate(),
      settings.nonsenseRate()
    };
    for (int i = 0; i < faults.length; i++) {
      left -= rates[i];
      if (left < 0) {
        return faults[i];
      }
    }
    return Fault.NONE;
  }
}
