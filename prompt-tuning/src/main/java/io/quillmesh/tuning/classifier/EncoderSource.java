package io.quillmesh.tuning.classifier;

import io.quillmesh.tuning.encoder.EncoderWeights;
import io.quillmesh.tuning.tokenizer.WordPiece;
import io.quillmesh.tuning.weights.EncoderFiles;
import io.quillmesh.tuning.weights.KnownEncoder;
import java.nio.file.Path;

/** Where encoders come from. */
@FunctionalInterface
public interface EncoderSource {
  /** The encoder of this name, opened anew; whoever asks closes it. */
  LoadedEncoder open(String name);

  /** The ones in this folder, checked against the sums that this program knows. */
  static EncoderSource folder(Path folder) {
    return name -> {
      EncoderFiles files = KnownEncoder.named(name).in(folder);
      return new LoadedEncoder(
          name,
          EncoderWeights.map(files.model()),
          files.modelSha256(),
          WordPiece.read(files.tokenizer()),
          files.tokenizerSha256());
    };
  }
}
