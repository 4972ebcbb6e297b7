package io.quillmesh.agenthost.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An agent's folder in which nothing is wrong, until a test changes a file. */
public record TestFolder(Path path) {
  /** Its settings. */
  public static final String SETTINGS =
      """
      name: title-suggester
      labels: {en: Titles, zh: 标题}
      after: [generator]
      onUpstreamFailure: FAIL
      when:
        intents: [GENERATE_ARTICLE]
      endsTurn: false
      whenLate: SHOW
      deadline: 45s
      sees: [message, language, article]
      model:
        temperature: 0.4
      environments:
        production:
          model: {name: large}
      """;

  /** Its answer. */
  public static final String ANSWER =
      """
      schema Answer;

      /** How daring a title is. */
      enum Tone { UNKNOWN, PLAIN, DARING } = UNKNOWN;

      /** A proposal. */
      record Title {
        /** The title. */
        string label = "";
        /** What pressing it sends. */
        @maxLength(200) string message = "";
      }

      record Answer {
        /** Titles, the best first. */
        @minItems(1) @maxItems(5) array<Title> titles = [];
        /** How well the present one fits. */
        @minimum(0) @maximum(100) int score = 0;
        /** How daring they are. */
        Tone tone = "UNKNOWN";
        /** Why; null if there is nothing to say. */
        string? remark = null;
      }
      """;

  /** Its cases. */
  public static final String CASES =
      """
      - name: a travelogue
        message: Help me write a travelogue about London
        article: |
          # London
          Fog.
        expect:
          - {at: /titles, minSize: 1}
          - {at: /titles/0/label, notBlank: true}
      """;

  /** Writes the folder. */
  public static TestFolder in(Path parent) {
    TestFolder folder = new TestFolder(parent.resolve("title-suggester"));
    return folder
        .with("agent.yml", SETTINGS)
        .with("prompt.md", "Suggest titles for `article`.\n")
        .with("answer.avdl", ANSWER)
        .with("cases.yml", CASES);
  }

  /** The same with another agent's name. */
  public static TestFolder named(Path parent, String name) {
    return new TestFolder(parent.resolve(name))
        .with("agent.yml", SETTINGS.replace("title-suggester", name))
        .with("prompt.md", "Suggest titles for `article`.\n")
        .with("answer.avdl", ANSWER)
        .with("cases.yml", CASES);
  }

  /** Writes a file. */
  public TestFolder with(String file, String text) {
    try {
      Files.createDirectories(path);
      Files.writeString(path.resolve(file), text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a file. */
  public TestFolder without(String file) {
    try {
      Files.delete(path.resolve(file));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a text in a file, which has to be there. */
  public TestFolder replace(String file, String old, String replacement) {
    try {
      String text = Files.readString(path.resolve(file));
      if (!text.contains(old)) {
        throw new AssertionError(file + " has no " + old);
      }
      return with(file, text.replace(old, replacement));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
