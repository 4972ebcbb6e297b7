package io.quillmesh.tuning.run;

import io.quillmesh.tuning.classifier.LoadedEncoder;
import io.quillmesh.tuning.data.Corpus;
import io.quillmesh.tuning.data.Route;
import io.quillmesh.tuning.data.Task;
import io.quillmesh.tuning.weights.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Which run it is: whatever changes its result changes its fingerprint.
 *
 * @param name for people and files
 * @param fingerprint of settings, data, weights and tokenizer
 */
record RunId(String name, String fingerprint) {
  private static final int DIGITS = 8;

  static RunId of(Task task, Corpus corpus, Route route, LoadedEncoder encoder, Settings settings) {
    String all =
        String.join(
            "\n",
            task.labels().toString(),
            corpus.hash(),
            route.key(),
            encoder.weightsHash(),
            encoder.tokenizerHash(),
            settings.toString());
    String fingerprint = Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    String name =
        "%s-%s-%s-%d-%s"
            .formatted(
                settings.method().key(),
                route.key(),
                encoder.name(),
                settings.plan().seed(),
                fingerprint.substring(0, DIGITS));
    return new RunId(name, fingerprint);
  }

  /** What a finished run leaves. */
  Path result(Path folder) {
    return folder.resolve(name + ".safetensors");
  }

  /** What one that is not finished leaves. */
  Path checkpoint(Path folder) {
    return folder.resolve(name + ".checkpoint");
  }
}
