package io.quillmesh.agenthost.host;

import io.quillmesh.agent.retry.BackgroundTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks twice a second whether folders have changed, and says so once a change is complete: when
 * two looks find the same. Looking works wherever the folder is mounted; a file system's own
 * messages do not.
 */
final class FolderWatch extends BackgroundTask {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final List<Path> folders;
  private final Consumer<Path> changed;
  private final Map<Path, String> reported = new HashMap<>();
  private final Map<Path, String> lastLook = new HashMap<>();

  /**
   * @param folders may be empty
   * @param changed gets a folder that has changed
   */
  FolderWatch(List<Path> folders, Consumer<Path> changed) {
    super("folder-watch");
    this.folders = folders;
    this.changed = changed;
  }

  @Override
  public void start() {
    folders.forEach(folder -> reported.put(folder, state(folder)));
    lastLook.putAll(reported);
    super.start();
  }

  @Override
  protected void run() {
    try {
      while (!folders.isEmpty()) {
        Thread.sleep(BETWEEN_LOOKS);
        folders.forEach(this::look);
      }
    } catch (InterruptedException e) {
      // It stops.
    }
  }

  private void look(Path folder) {
    String state = state(folder);
    boolean isComplete = state.equals(lastLook.put(folder, state));
    if (isComplete && !state.equals(reported.get(folder))) {
      reported.put(folder, state);
      changed.accept(folder);
    }
  }

  /** The names, sizes and times of the files; the same until one changes. */
  private static String state(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(FolderWatch::fileState).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "";
    }
  }

  private static String fileState(Path file) {
    try {
      return file.getFileName()
          + " "
          + Files.size(file)
          + " "
          + Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      // It goes while it is looked at.
      return "";
    }
  }
}
