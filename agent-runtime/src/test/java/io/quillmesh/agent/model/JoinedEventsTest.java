package io.quillmesh.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinedEventsTest {

  @Test
  void textsThatFollowEachOtherBecomeOne() {
    String joined = JoinedEvents.join(event("Lon") + event("don, 伦敦 ") + event("\\\"fog\\\\"));

    assertThat(joined.strip()).isEqualTo(event("London, 伦敦 \\\"fog\\\\").strip());
  }

  @Test
  void whatStandsBetweenPartsThem() {
    String other = "data: {\"choices\":[],\"usage\":{\"total_tokens\":7}}\n\n";
    String lines = event("a") + event("b") + other + event("c") + event("d") + "data: [DONE]\n\n";

    assertThat(withoutBlankLines(JoinedEvents.join(lines)))
        .isEqualTo(withoutBlankLines(event("ab") + other + event("cd") + "data: [DONE]\n\n"));
  }

  @Test
  void spacesAndCarriageReturnsAreTheProvidersOwn() {
    String one = "data: {\"delta\": {\"content\": \"x\"}}\r\n\r\n";

    assertThat(JoinedEvents.join(one + one).strip())
        .isEqualTo("data: {\"delta\": {\"content\": \"xx\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The role comes once.
        "data: {\"delta\":{\"role\":\"assistant\",\"content\":\"a\"}}\n\ndata: {\"delta\":{\"content\":\"b\"}}\n\n",
        // Another choice.
        "data: {\"index\":0,\"content\":\"a\"}\n\ndata: {\"index\":1,\"content\":\"b\"}\n\n",
        // Its end.
        "data: {\"content\":\"a\",\"finish_reason\":null}\n\ndata: {\"content\":\"b\",\"finish_reason\":\"stop\"}\n\n",
        // Padding against listeners on the line.
        "data: {\"content\":\"a\",\"obfuscation\":\"x1\"}\n\ndata: {\"content\":\"b\",\"obfuscation\":\"y22\"}\n\n",
        // Thoughts are no text.
        "data: {\"reasoning_content\":\"a\"}\n\ndata: {\"reasoning_content\":\"b\"}\n\n",
        "data: {\"content\":null}\n\ndata: {\"content\":null}\n\n",
        // A name of its own.
        "event: one\ndata: {\"content\":\"a\"}\n\nevent: two\ndata: {\"content\":\"b\"}\n\n",
        // Cut off.
        "data: {\"content\":\"a\"}\n\ndata: {\"content\":\"b",
        ": a comment\n\n",
      })
  void whatDiffersInAnythingElseStaysAsItCame(String lines) {
    assertThat(JoinedEvents.join(lines)).isEqualTo(lines);
  }

  private static String event(String content) {
    return "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
        + content
        + "\"},\"finish_reason\":null}]}\n\n";
  }

  /** They end an event that has ended already. */
  private static String withoutBlankLines(String lines) {
    return lines.replaceAll("\n+", "\n");
  }
}
