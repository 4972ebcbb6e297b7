package io.quillmesh.agent.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptTemplatesTest {
  @TempDir Path folder;

  @Test
  void aPromptOfTheClassPathIsRendered() {
    PromptTemplate prompt = PromptTemplates.fromClassPath().load("greeting", "name", "place");

    assertThat(prompt.render(Map.of("name", "Ada {{place}} $1", "place", "London")))
        .isEqualTo("Greet Ada {{place}} $1 from London.\n");
    assertThat(prompt.version()).matches("[0-9a-f]{12}");
  }

  @Test
  void aMountedFileReplacesItAndHasAVersionOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("greeting.md"), "Hail {{name}} of {{place}}");

    PromptTemplate mounted = new PromptTemplates(folder).load("greeting", "name", "place");

    assertThat(mounted.text()).startsWith("Hail");
    assertThat(mounted.version())
        .isNotEqualTo(PromptTemplates.fromClassPath().load("greeting", "name", "place").version());
  }

  @Test
  void whatIsNotMountedComesFromTheClassPath() {
    assertThat(new PromptTemplates(folder).load("greeting", "name", "place").text())
        .startsWith("Greet");
  }

  @Test
  void placeholdersThatAreMissingOrUnknownAreNamedWithTheirFile() throws IOException {
    Path file = folder.resolve("greeting.md");
    Files.writeString(file, "Hail {{nam}}");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PromptTemplates(folder).load("greeting", "name", "place"))
        .withMessage(
            file
                + " lacks {{name}}, {{place}} and has the unknown {{nam}}; the agent fills exactly"
                + " {{name}}, {{place}}");
  }

  @Test
  void aPromptThatIsNowhereIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PromptTemplates.fromClassPath().load("nothing"))
        .withMessage("There is no prompts/nothing.md on the class path");
  }

  @Test
  void aFolderThatIsNotThereIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PromptTemplates(folder.resolve("nowhere")))
        .withMessageContaining("quillmesh.prompts.folder");
  }

  @Test
  void aPlaceholderWithoutAValueIsAnError() {
    PromptTemplate prompt = PromptTemplates.fromClassPath().load("greeting", "name", "place");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> prompt.render(Map.of("name", "Ada")))
        .withMessageContaining("{{place}}");
  }
}
