package io.quillmesh.endtoend.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.endtoend.mesh.Mesh;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does first, without a mesh. */
class NewAgentTest {

  @TempDir Path folder;

  @Test
  void aNewFolderIsAnAgentThatPassesItsCases() throws Exception {
    run("new", "letter-helper");

    assertThat(run("test", "agents/letter-helper")).contains("2 of 2 cases are as expected");
  }

  private String run(String command, String... arguments) throws IOException, InterruptedException {
    ProcessBuilder tool = Mesh.toolAsDelivered(folder.resolve("data"), "agent", command);
    tool.command().addAll(List.of(arguments));
    return Tool.run(tool.directory(folder.toFile()));
  }
}
