package io.quillmesh.agent.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Loads prompts: {@code <name>.md} from a mounted folder where it has that file, else {@code
 * prompts/<name>.md} from the class path.
 */
public final class PromptTemplates {
  private static final int HASH_CHARACTERS = 12;

  private final @Nullable Path folder;

  /**
   * @param folder files in it replace those of the class path one by one; null for none
   * @throws IllegalArgumentException if the folder is not there
   */
  public PromptTemplates(@Nullable Path folder) {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "quillmesh.prompts.folder is " + folder + ", which is no folder");
    }
    this.folder = folder;
  }

  /** Prompts from the class path only. */
  public static PromptTemplates fromClassPath() {
    return new PromptTemplates(null);
  }

  /**
   * Loads a prompt and checks that its placeholders are exactly those that the agent fills.
   *
   * @param name the file's name without {@code .md}
   * @param placeholders what the agent fills
   * @throws IllegalArgumentException if there is no such file or its placeholders are others
   */
  public PromptTemplate load(String name, String... placeholders) {
    Source source = source(name + ".md");
    PromptTemplate prompt = new PromptTemplate(name, source.text(), hash(source.text()));
    check(prompt, new TreeSet<>(List.of(placeholders)), source.where());
    return prompt;
  }

  private Source source(String file) {
    try {
      if (folder != null && Files.isRegularFile(folder.resolve(file))) {
        Path path = folder.resolve(file);
        return new Source(path.toString(), Files.readString(path));
      }
      String resource = "prompts/" + file;
      try (InputStream in = classLoader().getResourceAsStream(resource)) {
        if (in == null) {
          throw new IllegalArgumentException(
              "There is no " + resource + " on the class path" + inFolder(file));
        }
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new Source(resource + " on the class path", text);
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("Prompt " + file + " cannot be read: " + e, e);
    }
  }

  private String inFolder(String file) {
    return folder == null ? "" : " and no " + folder.resolve(file);
  }

  private static void check(PromptTemplate prompt, Set<String> expected, String where) {
    Set<String> missing = new TreeSet<>(expected);
    missing.removeAll(prompt.placeholders());
    Set<String> unknown = prompt.placeholders();
    unknown.removeAll(expected);
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new IllegalArgumentException(
          where
              + (missing.isEmpty() ? "" : " lacks " + inBraces(missing))
              + (missing.isEmpty() || unknown.isEmpty() ? "" : " and")
              + (unknown.isEmpty() ? "" : " has the unknown " + inBraces(unknown))
              + "; the agent fills "
              + (expected.isEmpty() ? "none" : "exactly " + inBraces(expected)));
    }
  }

  private static String inBraces(Set<String> names) {
    return names.stream().map(name -> "{{" + name + "}}").collect(Collectors.joining(", "));
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static ClassLoader classLoader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context == null ? PromptTemplates.class.getClassLoader() : context;
  }

  private record Source(String where, String text) {}
}
