package io.quillmesh.offlinemodel.talk;

import io.quillmesh.offlinemodel.text.Phrases;
import io.quillmesh.offlinemodel.understanding.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says what a conversation is about. */
public final class ContextAnswer {

  private static final int LONGEST_SUMMARY = 600;
  private static final int HIGHEST_SCORE = 95;
  private static final int SCORE_STEP = 15;

  private ContextAnswer() {}

  /** The answer's members. */
  public static Map<String, Object> answer(Document data) {
    Said said = Said.of(data);
    Knowledge knowledge = Knowledge.of(said);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("summary", summary(said));
    answer.put("needs", needs(said));
    answer.put("decisions", Decisions.after(said));
    answer.put("entities", knowledge.entities());
    answer.put("relations", knowledge.relations());
    answer.put("capabilities", Capabilities.ordered(said));
    return answer;
  }

  /** One sentence for each turn; if there are too many, the oldest are dropped. */
  private static String summary(Said said) {
    List<String> sentences =
        new ArrayList<>(said.data().text("summary").orElse("").lines().toList());
    String name = "summary." + said.intent().name();
    sentences.add(
        Phrases.fill(said.phrases().all(name).getFirst(), said.values()).replace('\n', ' '));
    while (sentences.size() > 1 && String.join("\n", sentences).length() > LONGEST_SUMMARY) {
      sentences.removeFirst();
    }
    String joined = String.join("\n", sentences);
    return joined.length() <= LONGEST_SUMMARY ? joined : joined.substring(0, LONGEST_SUMMARY);
  }

  private static List<Map<String, Object>> needs(Said said) {
    List<Map<String, Object>> needs = new ArrayList<>();
    for (String need : said.phrases().all("need." + said.intent().name())) {
      int score = HIGHEST_SCORE - SCORE_STEP * needs.size();
      needs.add(Map.of("need", Phrases.fill(need, said.values()), "score", score));
    }
    return needs;
  }
}
