package io.quillmesh.tunedmodel.answer;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An error in the form that OpenAI's clients know. */
public record ApiError(
    int status, String type, @Nullable String param, String code, String message) {

  private static final String INVALID = "invalid_request_error";

  public static ApiError unknownTask(String task, Iterable<String> known) {
    return new ApiError(
        404,
        INVALID,
        null,
        "unknown_task",
        "There is no tuned model for '%s', only for %s. The base URL of a task is /<task>/v1."
            .formatted(task, String.join(", ", known)));
  }

  public static ApiError unknownUrl(String method, String path) {
    return new ApiError(
        404,
        INVALID,
        null,
        "unknown_url",
        "There is no %s %s, only POST /<task>/v1/chat/completions and GET /<task>/v1/models."
            .formatted(method, path));
  }

  public static ApiError tooLarge(long most) {
    return new ApiError(
        413,
        INVALID,
        null,
        "request_too_large",
        "The request has more than %d bytes, the most that LARGEST_BODY allows.".formatted(most));
  }

  /**
   * @param why what happened, for the operator
   * @param setting the variable that says where the upstream is
   */
  public static ApiError unreachable(String upstream, String why, String setting) {
    return new ApiError(
        502,
        "server_error",
        null,
        "upstream_unreachable",
        ("This request goes to the model behind the tuned model, and %s gave no answer: %s. Check that"
                + " it runs, and that %s is its base URL.")
            .formatted(upstream, why, setting));
  }

  /** As the body of an answer. */
  public byte[] json() {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
    return JsonMapper.shared().writeValueAsBytes(body);
  }
}
