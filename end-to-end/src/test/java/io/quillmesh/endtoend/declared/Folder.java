package io.quillmesh.endtoend.declared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An agent's folder. */
record Folder(Path path) {

  private static final Path EXAMPLES =
      Path.of(System.getProperty("quillmesh.root", "..")).resolve("agents").toAbsolutePath();

  private static final String SETTINGS =
      """
      name: %s
      labels: {en: Mood, zh: 情绪}
      sees: [message, language]
      model: {name: offline-%s}
      """;

  private static final String ANSWER =
      """
      /** The mood of the message. */
      schema Answer;

      /** A mood. */
      record Answer {
        /** The mood in one word. */
        string mood = "";

        /** How strong it is. */
        @minimum(0) @maximum(100) int strength = 0;
      }
      """;

  private static final String CASES =
      """
      - name: a mood
        message: How nice!
        expect:
          - {at: /mood, notBlank: true}
      """;

  /** One of those that everybody gets. */
  static Path example(String name) {
    return EXAMPLES.resolve(name).normalize();
  }

  /**
   * A small agent, which says what mood a message is in.
   *
   * @param more further lines of its settings
   */
  static Folder mood(Path parent, String name, String more) throws IOException {
    var folder = new Folder(Files.createDirectories(parent.resolve(name)));
    folder.write("prompt.md", "Say which mood the person is in.\n");
    folder.write("answer.avdl", ANSWER);
    folder.write("cases.yml", CASES);
    folder.settings(more);
    return folder;
  }

  /** Its settings from now on. */
  void settings(String more) throws IOException {
    String name = path.getFileName().toString();
    write("agent.yml", SETTINGS.formatted(name, name) + more + "\n");
  }

  /** Another form of its answers from now on, which no reader of the old one could read. */
  void breakAnswer() throws IOException {
    write("answer.avdl", ANSWER.replace("string mood = \"\"", "int mood = 0"));
  }

  /** The form of its answers as it was at first. */
  void mendAnswer() throws IOException {
    write("answer.avdl", ANSWER);
  }

  private void write(String file, String content) throws IOException {
    Files.writeString(path.resolve(file), content);
  }
}
