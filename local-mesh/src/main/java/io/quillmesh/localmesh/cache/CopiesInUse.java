package io.quillmesh.localmesh.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tracks which copies of programs are in use, by this process and by others. Two meshes of one
 * checkout may have different flags or come from different builds, and a JVM keeps reading from its
 * jars. This process holds a lock beside the folder for as long as it lives.
 */
final class CopiesInUse {
  private static final Map<Path, Held> HELD = new HashMap<>();

  private record Held(Path folder, FileChannel channel) {}

  private CopiesInUse() {}

  /**
   * Keeps others from deleting a folder, whether it exists yet or not.
   *
   * @param program whose folder it is; this process runs a program from one folder at a time
   */
  static synchronized void hold(String program, Path folder) throws IOException {
    Path key = folder.resolveSibling(program);
    Held before = HELD.get(key);
    if (before != null && before.folder().equals(folder)) {
      return;
    }
    if (before != null) {
      before.channel().close();
    }
    Files.createDirectories(folder.getParent());
    FileChannel channel = open(folder);
    // Waits if another process is just deleting the folder.
    var _ = channel.lock(0, Long.MAX_VALUE, true);
    HELD.put(key, new Held(folder, channel));
  }

  /** Deletes a folder if nobody runs from it. Otherwise a later start deletes it. */
  static synchronized void deleteIfUnused(Path folder) throws IOException {
    try (FileChannel channel = open(folder);
        FileLock lock = tryLock(channel)) {
      if (lock != null) {
        // The lock file stays: a process that waits for it would otherwise hold a file that nobody
        // else sees.
        Trees.delete(folder);
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // This process itself runs from the folder.
      return null;
    }
  }

  private static FileChannel open(Path folder) throws IOException {
    return FileChannel.open(
        lockFile(folder),
        StandardOpenOption.CREATE,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE);
  }

  static Path lockFile(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".lock");
  }
}
