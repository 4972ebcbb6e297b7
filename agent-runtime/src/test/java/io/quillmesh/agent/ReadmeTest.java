package io.quillmesh.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's agent is one that compiles. */
class ReadmeTest {
  private static final Pattern AGENT =
      Pattern.compile("```java\n(import.*?public class (\\w+) .*?)```", Pattern.DOTALL);
  private static final int MOST_LINES = 40;

  @Test
  void theAgentInTheReadmeCompilesAndIsShort(@TempDir Path classes) throws IOException {
    // Given
    Path root = Path.of(System.getProperty("quillmesh.root"));
    Matcher agent = AGENT.matcher(Files.readString(root.resolve("agent-runtime/README.md")));
    assertThat(agent.find()).isTrue();
    String code = agent.group(1);

    // When
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var misfits = new DiagnosticCollector<JavaFileObject>();
    compiler
        .getTask(
            null,
            null,
            misfits,
            List.of(
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-proc:none"),
            null,
            List.of(new Source(agent.group(2), code)))
        .call();

    // Then
    assertThat(misfits.getDiagnostics()).isEmpty();
    assertThat(code.lines().count()).isLessThanOrEqualTo(MOST_LINES);
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String code;

    private Source(String name, String code) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
