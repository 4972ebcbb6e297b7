package io.quillmesh.endtoend.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The scripts of {@code src/test/js/page}, which tests run in the page. */
public final class PageScripts {
  private static final Path FOLDER = Path.of("src/test/js/page");

  private PageScripts() {}

  public static String read(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
