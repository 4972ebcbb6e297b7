package io.quillmesh.agenthost.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.quillmesh.agenthost.folder.AgentFolder;
import io.quillmesh.agenthost.folder.FolderReader;
import io.quillmesh.agenthost.folder.FolderReader.Reading;
import io.quillmesh.agenthost.testing.TestFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ModelDefaultsTest {
  private static final String NAME = "quillmesh.agent.model.name";
  private static final String TEMPERATURE = "quillmesh.agent.model.temperature";

  /** As quillmesh-agent.yml has them. */
  private static final Map<String, Object> FOR_ALL =
      Map.of(NAME, "${${quillmesh.agent.variables}_MODEL:${OPENAI_MODEL:usual}}", TEMPERATURE, "1");

  @TempDir private Path parent = Path.of("set by JUnit");

  @Test
  void aFolderIsAboveWhatIsForAll() {
    assertThat(settings(Map.of()).getProperty(TEMPERATURE)).isEqualTo("0.4");
    assertThat(settings(Map.of()).getProperty(NAME)).isEqualTo("usual");
  }

  @Test
  void anEnvironmentHasItsOwnModel() {
    StandardEnvironment production = settings(Map.of("QUILLMESH_ENVIRONMENT", "production"));

    assertThat(production.getProperty(NAME)).isEqualTo("large");
    assertThat(production.getProperty(TEMPERATURE)).isEqualTo("0.4");
    assertThat(settings(Map.of("QUILLMESH_ENVIRONMENT", "other")).getProperty(NAME))
        .isEqualTo("usual");
  }

  @Test
  void anAgentHasVariablesOfItsOwn() {
    assertThat(
            settings(Map.of("TITLE_SUGGESTER_MODEL", "mine", "OPENAI_MODEL", "everyone's"))
                .getProperty(NAME))
        .isEqualTo("mine");
  }

  private StandardEnvironment settings(Map<String, Object> variables) {
    AgentFolder folder = ((Reading.Good) FolderReader.read(TestFolder.in(parent).path())).agent();
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                new HashMap<>(variables)));
    environment.getPropertySources().addLast(new MapPropertySource("for all", FOR_ALL));
    ModelDefaults.apply(folder, environment);
    return environment;
  }
}
