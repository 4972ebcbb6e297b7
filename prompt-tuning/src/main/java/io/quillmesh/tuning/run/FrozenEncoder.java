package io.quillmesh.tuning.run;

import io.quillmesh.tuning.classifier.LoadedEncoder;
import io.quillmesh.tuning.encoder.Encoder;
import io.quillmesh.tuning.encoder.Pooling;
import io.quillmesh.tuning.encoder.Prompt;
import io.quillmesh.tuning.tokenizer.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An encoder without a prompt, which reads each message only once for all runs. */
public final class FrozenEncoder implements AutoCloseable {
  private final LoadedEncoder loaded;
  private final Map<String, float[]> known = new ConcurrentHashMap<>();

  /** Of an encoder, which is closed with this. */
  public FrozenEncoder(LoadedEncoder loaded) {
    this.loaded = loaded;
  }

  /** The encoder itself. */
  public LoadedEncoder loaded() {
    return loaded;
  }

  /** The vectors of messages, in their order. */
  List<float[]> vectors(List<Tokens> messages, Pooling pooling) {
    Encoder encoder = new Encoder(loaded.weights(), pooling);
    return messages.parallelStream()
        .map(tokens ->
            known.computeIfAbsent(
                pooling + Arrays.toString(tokens.ids()) + Arrays.toString(tokens.types()),
                _ -> encoder.encode(tokens, Prompt.none())))
        .toList();
  }

  @Override
  public void close() {
    loaded.close();
  }
}
