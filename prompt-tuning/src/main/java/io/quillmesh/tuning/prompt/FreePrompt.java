package io.quillmesh.tuning.prompt;

import io.quillmesh.tuning.encoder.Prompt;
import io.quillmesh.tuning.layer.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A prompt whose numbers are the parameters themselves; also none at all. */
final class FreePrompt implements PromptSource {
  private final Prompt prompt;
  private final @Nullable Prompt gradient;
  private final List<Parameter> parameters = new ArrayList<>();

  FreePrompt(Prompt prompt) {
    this.prompt = prompt;
    float[] input = prompt.input();
    float[] prefixes = prompt.prefixes();
    float[] inputGradient = add("prompt.input", input);
    float[] prefixGradient = add("prompt.prefixes", prefixes);
    gradient =
        prompt.length() == 0 ? null : new Prompt(prompt.length(), inputGradient, prefixGradient);
  }

  private float @Nullable [] add(String name, float @Nullable [] values) {
    if (values == null) {
      return null;
    }
    Parameter parameter = Parameter.of(name, values, false, 1);
    parameters.add(parameter);
    return parameter.gradient();
  }

  @Override
  public List<Parameter> parameters() {
    return parameters;
  }

  @Override
  public Prompt prompt() {
    return prompt;
  }

  @Override
  public @Nullable Prompt gradient() {
    return gradient;
  }

  /** The encoder has added to the parameters' own gradients. */
  @Override
  public void backward() {}
}
