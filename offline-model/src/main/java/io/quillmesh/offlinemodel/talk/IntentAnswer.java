package io.quillmesh.offlinemodel.talk;

import io.quillmesh.offlinemodel.understanding.ChoiceReader;
import io.quillmesh.offlinemodel.understanding.Document;
import io.quillmesh.offlinemodel.understanding.MessageReader;
import io.quillmesh.offlinemodel.understanding.Reading;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what a message asks for. */
public final class IntentAnswer {

  private IntentAnswer() {}

  /** The answer's members. */
  public static Map<String, Object> answer(Document data) {
    Reading reading =
        ChoiceReader.read(data.message(), data.objects("choices"))
            .map(said -> MessageReader.read(said, data.hasArticle(), data.labels()))
            .orElse(data.reading());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("intent", reading.intent().name());
    answer.put("confidence", reading.confidence());
    answer.put("slots", reading.slots().json());
    return answer;
  }
}
