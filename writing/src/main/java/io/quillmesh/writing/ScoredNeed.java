package io.quillmesh.writing;

import io.quillmesh.schemas.Analysis;
import java.util.List;

/**
 * Something that the person wants, as prompts show it.
 *
 * @param score how much, from 0 to 100
 */
public record ScoredNeed(String need, int score) {

  /** The needs that the context agent found. */
  public static List<ScoredNeed> of(Analysis analysis) {
    return analysis.getNeeds().stream()
        .map(need -> new ScoredNeed(need.getNeed(), need.getScore()))
        .toList();
  }
}
