package io.quillmesh.deadletters.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quillmesh.deadletters.handling.Mark;
import io.quillmesh.deadletters.letter.Letter;
import io.quillmesh.deadletters.text.Json;
import io.quillmesh.deadletters.text.Text;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * All details of a letter. The component names are the names in JSON.
 *
 * @param headers all of them
 * @param event the decoded value; null if it is not an event, or cannot be decoded
 * @param notDecoded why there is no event; null if there is one
 * @param value the bytes, which JSON shows as Base64; null if there are none
 */
public record LetterDetails(
    @JsonUnwrapped LetterView view,
    List<HeaderView> headers,
    @Nullable JsonNode event,
    @Nullable String notDecoded,
    byte @Nullable [] value) {
  private static final int DUMPED_BYTES = 256;
  private static final String OURS = "quillmesh.dlt.";

  /** A header, with its value as text if it is text. */
  record HeaderView(String name, String value) {}

  public static LetterDetails of(
      Letter letter, Optional<Mark> handled, byte @Nullable [] value, Content content) {
    return new LetterDetails(
        LetterView.of(letter, handled),
        Stream.of(letter.record().headers().toArray())
            .map(header -> new HeaderView(Text.printable(header.key()), Text.of(header.value())))
            .toList(),
        content instanceof Content.Event(JsonNode json) ? json : null,
        switch (content) {
          case Content.Event _ -> null;
          case Content.Opaque(String why) -> Text.printable(why);
          case Content.Unknown(String why) -> Text.printable(why);
        },
        value);
  }

  public void print(PrintWriter out) {
    out.println(view.letter());
    if (view.topic() != null) {
      line(
          out,
          "from",
          view.topic() + ", partition " + view.partition() + ", offset " + view.offset());
      line(out, "put aside by", String.valueOf(view.group()));
    }
    line(out, "reason", view.reason() + (view.message() == null ? "" : ": " + view.message()));
    line(
        out,
        "since",
        view.since() + " (" + Text.age(Duration.between(view.since(), Instant.now())) + ")");
    line(out, "key", view.key());
    if (view.replays() > 0) {
      line(out, "replays before", Integer.toString(view.replays()));
    }
    if (view.handled() != null) {
      line(out, "dealt with", view.handled().describe());
    }
    headers.stream()
        .filter(header -> !header.name().startsWith(OURS))
        .forEach(header -> line(out, "header", header.name() + " = " + header.value()));
    line(out, "value", (value == null ? 0 : value.length) + " bytes");
    if (notDecoded != null) {
      line(out, "not decoded", notDecoded);
    }
    out.println();
    if (event != null) {
      out.println(Json.pretty(event));
    } else if (value != null) {
      out.print(Text.hexDump(value, DUMPED_BYTES));
    }
    out.println();
    out.flush();
  }

  private static void line(PrintWriter out, String name, String text) {
    out.printf("  %-15s %s%n", name, text);
  }
}
