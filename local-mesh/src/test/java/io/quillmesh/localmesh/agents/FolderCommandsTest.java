package io.quillmesh.localmesh.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.localmesh.config.Checkout;
import io.quillmesh.localmesh.config.Console;
import io.quillmesh.localmesh.program.Teller;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the agent host does, with a program that writes down how it was called. */
class FolderCommandsTest {
  @TempDir Path folder;

  @Test
  void checkIsPassedOnWithItsExitCode() throws Exception {
    Teller.install(folder, "agent-host");

    int code = run(Map.of(), "check", "agents/titles", "--help");

    assertThat(code).isEqualTo(Teller.EXIT_CODE);
    assertThat(told()).startsWith("check agents/titles --help\n");
  }

  @Test
  void tryAsksTheModelThatTheAgentsOfAMeshWouldAsk() throws Exception {
    Teller.install(folder, "agent-host");

    run(Map.of("OPENAI_API_KEY", "secret"), "try", "titles", "--message", "伦敦");

    assertThat(told())
        .startsWith("try titles --message 伦敦\n")
        .contains("OPENAI_BASE_URL=https://api.openai.com/v1", "OPENAI_MODEL=gpt-4.1-mini");
  }

  private int run(Map<String, String> variables, String... arguments) throws Exception {
    var console = new Console(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    return new AgentTool(new Checkout(folder), variables, console).run(List.of(arguments));
  }

  private String told() throws Exception {
    return Files.readString(Teller.told(folder, "agent-host"));
  }
}
