package io.quillmesh.gateway.problem;

import io.quillmesh.gateway.conversation.HostUnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Answers every exception that ends a request early, also Spring's own, with a problem. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<Object> problem(ProblemException e) {
    HttpHeaders headers = new HttpHeaders();
    Duration retryAfter = e.retryAfter();
    if (retryAfter != null) {
      headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, retryAfter.toSeconds())));
    }
    return answer(e.problem(), headers);
  }

  @ExceptionHandler
  ResponseEntity<Object> notHere(HostUnavailableException e) {
    return problem(ProblemException.unavailable());
  }

  @ExceptionHandler
  ResponseEntity<Object> defect(Exception e) {
    log.atError().setCause(e).log("A request failed");
    return problem(ProblemException.defect());
  }

  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemCode code = ProblemCode.of(status.value());
    String detail = body instanceof ProblemDetail spring ? spring.getDetail() : null;
    return code == ProblemCode.NOT_FOUND
        ? answer(ProblemException.notFound().problem(), headers)
        : answer(Problem.of(code, detail == null ? code.title() + "." : detail), headers);
  }

  private static ResponseEntity<Object> answer(Problem problem, HttpHeaders headers) {
    return ResponseEntity.status(problem.status())
        .headers(headers)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem);
  }
}
