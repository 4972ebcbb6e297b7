package io.quillmesh.tuning.method;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The ways to train. All of them have a linear layer on top. */
public enum Method {
  /** The linear layer alone, on the vectors of a frozen encoder. */
  PROBE("linear layer on frozen vectors"),
  /** Soft tokens in front of the input. */
  V1("soft tokens before the input"),
  /** Keys and values in front of those of every layer. */
  V2("keys and values before every layer"),
  /** As v2, made by a multilayer perceptron that is thrown away after training. */
  V2_MLP("v2, made by an MLP in training"),
  /** As v2, made by an LSTM that is thrown away after training. */
  V2_LSTM("v2, made by an LSTM in training"),
  /** All weights of the encoder. */
  FULL("all weights of the encoder");

  private final String description;

  Method(String description) {
    this.description = description;
  }

  /** The method of this name. */
  public static Method named(String key) {
    for (Method method : values()) {
      if (method.key().equals(key)) {
        return method;
      }
    }
    throw new IllegalArgumentException(
        "There is no method "
            + key
            + "; there are "
            + Arrays.stream(values()).map(Method::key).collect(Collectors.joining(", ")));
  }

  /** Its name in files and on the command line, for example {@code v2-mlp}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What is trained, in a few words. */
  public String description() {
    return description;
  }

  /** Whether it trains something in front of every layer. */
  public boolean isDeep() {
    return this == V2 || this == V2_MLP || this == V2_LSTM;
  }
}
