package io.quillmesh.reply;

import io.quillmesh.schemas.AgentRequested;
import io.quillmesh.schemas.Agents;
import io.quillmesh.schemas.Analysis;
import io.quillmesh.schemas.ArticleResult;
import io.quillmesh.schemas.Failure;
import io.quillmesh.schemas.Finding;
import io.quillmesh.schemas.Turn;
import org.jspecify.annotations.Nullable;

/**
 * What there is to reply to.
 *
 * @param analysis null when the context agent failed
 * @param analysisFailure why; null when it did not
 * @param article null when the generator failed
 * @param articleFailure why; null when it did not
 */
record ReplyRequest(
    Turn turn,
    @Nullable Analysis analysis,
    @Nullable Failure analysisFailure,
    @Nullable ArticleResult article,
    @Nullable Failure articleFailure) {

  static ReplyRequest of(AgentRequested request) {
    Finding context = finding(request, Agents.CONTEXT);
    Finding generator = finding(request, Agents.GENERATOR);
    return new ReplyRequest(
        request.getTurn(),
        context.getAnalysis(),
        context.getFailure(),
        generator.getArticle(),
        generator.getFailure());
  }

  /**
   * An empty one if the request does not mention the agent: then there is nothing to say about it.
   */
  private static Finding finding(AgentRequested request, String agent) {
    return request.getFindings().stream()
        .filter(finding -> finding.getAgent().equals(agent))
        .findFirst()
        .orElseGet(() -> Finding.newBuilder().setAgent(agent).build());
  }
}
