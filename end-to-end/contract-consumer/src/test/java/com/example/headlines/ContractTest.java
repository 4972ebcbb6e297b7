package com.example.headlines;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agents.title_suggester.Answer;
import io.quillmesh.agents.title_suggester.Suggestion;
import io.quillmesh.agents.title_suggester.TitleSuggesterAnswered;
import io.quillmesh.schemas.contract.MeshReader;
import io.quillmesh.schemas.contract.ReadsTopic;
import io.quillmesh.schemas.contract.Sample;
import io.quillmesh.schemas.contract.WritesTopic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * This service and the mesh can read each other's records, whatever version of the schemas the mesh
 * runs.
 */
class ContractTest {
  private static final String TITLES =
      "conversation.results-io.quillmesh.agents.title_suggester.TitleSuggesterAnswered";

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

  @ReadsTopic(TITLES)
  void weReadWhatAnAddedAgentWrites(Sample sample) {
    TitleSuggesterAnswered event =
        sample.readWith(new SpecificDatumReader<>(TitleSuggesterAnswered.class));

    assertThat(Alternatives.of(event).titles())
        .containsExactly("answer.titles[0].label 伦敦 🏛", "answer.titles[1].label 伦敦 🏛");
  }

  /** What our other tests take for the agent's answers. */
  @WritesTopic(TITLES)
  void whatWeTakeForItsAnswersItCouldHaveWritten(MeshReader mesh) {
    TitleSuggesterAnswered event =
        TitleSuggesterAnswered.newBuilder()
            .setAgent("title-suggester")
            .setAnswer(
                Answer.newBuilder()
                    .setTitles(List.of(new Suggestion("雾中伦敦", "就用这个标题：雾中伦敦")))
                    .build())
            .build();

    GenericRecord read = mesh.read(event);

    assertThat(read.get("agent")).hasToString("title-suggester");
    assertThat(read.get("answer"))
        .hasToString("{\"titles\": [{\"label\": \"雾中伦敦\", \"message\": \"就用这个标题：雾中伦敦\"}]}");
  }
}
