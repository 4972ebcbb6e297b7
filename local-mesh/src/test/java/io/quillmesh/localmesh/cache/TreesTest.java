package io.quillmesh.localmesh.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {
  private static final int DELETERS = 8;
  private static final int FILES = 500;

  @TempDir Path folder;

  @Test
  void severalMayDeleteTheSame() throws Exception {
    Path root = folder.resolve("root");
    Files.createDirectories(root.resolve("lib"));
    for (int i = 0; i < FILES; i++) {
      Files.createFile(root.resolve("lib/" + i));
    }
    CountDownLatch ready = new CountDownLatch(DELETERS);
    try (var threads = Executors.newFixedThreadPool(DELETERS)) {
      List<Future<?>> deleters =
          IntStream.range(0, DELETERS)
              .<Future<?>>mapToObj(_ ->
                  threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    Trees.delete(root);
                    return null;
                  }))
              .toList();
      for (Future<?> deleter : deleters) {
        deleter.get();
      }
    }
    assertThat(root).doesNotExist();
  }

  @Test
  void whatIsNotThereIsDeletedAlready() throws Exception {
    Trees.delete(folder.resolve("nothing"));

    assertThat(folder.resolve("nothing")).doesNotExist();
  }
}
