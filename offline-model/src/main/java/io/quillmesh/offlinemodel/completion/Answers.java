package io.quillmesh.offlinemodel.completion;

import io.quillmesh.offlinemodel.declared.DeclaredAnswer;
import io.quillmesh.offlinemodel.declared.DeclaredText;
import io.quillmesh.offlinemodel.openai.CompletionRequest;
import io.quillmesh.offlinemodel.openai.Json;
import io.quillmesh.offlinemodel.passage.PassageAnswer;
import io.quillmesh.offlinemodel.talk.ContextAnswer;
import io.quillmesh.offlinemodel.talk.IntentAnswer;
import io.quillmesh.offlinemodel.talk.PhaseAnswer;
import io.quillmesh.offlinemodel.talk.ReplyAnswer;
import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.writing.ArticleWriter;

/** The answer to a request. */
final class Answers {

  private Answers() {}

  static String answer(CompletionRequest request) {
    Document data = new Document(request.data());
    return switch (request.caller()) {
      case INTENT -> json(IntentAnswer.answer(data));
      case CONTEXT -> json(ContextAnswer.answer(data));
      case GENERATOR ->
          data.isAboutPassage() ? PassageAnswer.write(data) : ArticleWriter.write(data);
      case REPLY -> ReplyAnswer.answer(data);
      case PHASE -> json(PhaseAnswer.answer(data));
      case DECLARED ->
          request.structured()
              ? json(DeclaredAnswer.answer(data, request.schema()))
              : DeclaredText.answer(data, request.instructions());
    };
  }

  private static String json(Object answer) {
    return Json.MAPPER.writeValueAsString(answer);
  }
}
