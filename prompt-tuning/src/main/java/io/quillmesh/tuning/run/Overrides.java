package io.quillmesh.tuning.run;

import io.quillmesh.tuning.data.InputForm;
import io.quillmesh.tuning.encoder.Pooling;
import org.jspecify.annotations.Nullable;

/** What somebody wants otherwise; null is as it is best known. */
public record Overrides(
    double share,
    @Nullable InputForm input,
    @Nullable Integer most,
    @Nullable Boolean warmHead,
    @Nullable Pooling pooling,
    @Nullable Integer length,
    @Nullable Double spread,
    @Nullable Integer network,
    @Nullable Double dropout,
    @Nullable Double headRate,
    @Nullable Double rate,
    @Nullable Double decay,
    @Nullable Integer epochs,
    @Nullable Integer batch,
    @Nullable Integer patience,
    @Nullable Double smoothing,
    @Nullable Double hidden) {
  /** Nothing. */
  public static Overrides none() {
    return new Overrides(
        1, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }
}
