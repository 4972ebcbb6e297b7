package io.quillmesh.tuning.prompt;

import io.quillmesh.tuning.encoder.Prompt;
import io.quillmesh.tuning.layer.Parameter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a prompt comes from in training. */
public interface PromptSource {
  List<Parameter> parameters();

  /** The prompt of the present parameters. */
  Prompt prompt();

  /** What the encoder adds the prompt's gradient to; zero after {@link #prompt}. */
  @Nullable Prompt gradient();

  /** Adds to the gradients of the parameters what follows from {@link #gradient}. */
  void backward();
}
