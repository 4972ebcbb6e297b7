package com.example.headlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.schemas.contract.MeshReader;
import io.quillmesh.schemas.contract.ReadsTopic;
import io.quillmesh.schemas.contract.Sample;
import io.quillmesh.schemas.contract.WritesTopic;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * This service and the mesh can read each other's records, whatever version of the schemas the mesh
 * runs.
 */
class ContractTest {

  @ReadsTopic("conversation.articles")
  void weReadWhatTheMeshWrites(Sample sample) {
    ArticleWritten event = sample.readWith(new SpecificDatumReader<>(ArticleWritten.class));

    assertThat(Headline.of(event))
        .contains(
            new Headline(
                event.getConversationId(), ArticleOutcome.REVISED, "result.article.title 伦敦 🏛"));
  }

  @WritesTopic("conversation.commands")
  void theMeshReadsWhatWeWrite(MeshReader mesh) {
    GenericRecord read =
        mesh.read(new Assignment(UUID.randomUUID(), "Lisbon").command(Instant.now()));

    assertThat(read.get("subject")).isEqualTo("headlines");
    assertThat(((GenericRecord) read.get("command")).get("message"))
        .isEqualTo("Write an article about Lisbon");
  }
}
