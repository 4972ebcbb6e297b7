package io.quillmesh.gateway.protocol;

import io.quillmesh.gateway.problem.ProblemCode;
import io.quillmesh.gateway.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads request bodies: JSON objects of limited size. */
@Component
public class JsonBody {
  private final JsonMapper json;

  JsonBody(JsonMapper json) {
    this.json = json;
  }

  /**
   * @throws ProblemException if the body is not a JSON object, or is too large
   */
  public JsonNode read(HttpServletRequest request, DataSize limit) throws IOException {
    byte[] body = bytes(request, limit);
    requireJson(request.getContentType());
    try {
      JsonNode object = json.readTree(body);
      if (object != null && object.isObject()) {
        return object;
      }
    } catch (JacksonException e) {
      // reported below without the parser's message, which repeats what was sent
    }
    throw new ProblemException(ProblemCode.MALFORMED, "The body must be one JSON object.");
  }

  /** Like {@link #read}, but a request without a body has an empty object. */
  public JsonNode readOptional(HttpServletRequest request, DataSize limit) throws IOException {
    return request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null
        ? json.createObjectNode()
        : read(request, limit);
  }

  /**
   * The bytes of a body.
   *
   * @throws ProblemException if it is too large
   */
  public static byte[] bytes(HttpServletRequest request, DataSize limit) throws IOException {
    int max = Math.toIntExact(limit.toBytes());
    byte[] body =
        request.getContentLengthLong() > max
            ? new byte[0]
            : request.getInputStream().readNBytes(max + 1);
    if (request.getContentLengthLong() > max || body.length > max) {
      throw new ProblemException(
          ProblemCode.TOO_LARGE, "The body may have " + max + " bytes. Send less.");
    }
    return body;
  }

  private static void requireJson(@Nullable String contentType) {
    try {
      if (contentType != null
          && MediaType.APPLICATION_JSON.isCompatibleWith(MediaType.parseMediaType(contentType))) {
        return;
      }
    } catch (InvalidMediaTypeException e) {
      // the same as no type
    }
    throw new ProblemException(
        ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send JSON, with Content-Type: application/json.");
  }
}
