package io.quillmesh.agent.prompt;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where prompts come from.
 *
 * @param folder a folder whose files replace those in the jar one by one; null for none
 */
@ConfigurationProperties("quillmesh.prompts")
record PromptProperties(@Nullable Path folder) {
  PromptProperties {
    // An environment variable that is set to nothing.
    if (folder != null && folder.toString().isBlank()) {
      folder = null;
    }
  }
}
