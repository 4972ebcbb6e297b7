package io.quillmesh.agenthost.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with the files of one folder. For one thread. */
public final class Problems {
  private final Path file;
  private final List<Problem> all;

  /** None so far, in this file. */
  public Problems(Path file) {
    this(file, new ArrayList<>());
  }

  private Problems(Path file, List<Problem> all) {
    this.file = file;
    this.all = all;
  }

  /** The same collection, for another file. */
  public Problems in(Path other) {
    return new Problems(other, all);
  }

  /** The file that {@link #add} speaks of. */
  public Path file() {
    return file;
  }

  /**
   * One more.
   *
   * @see Problem
   */
  public void add(int line, String wrong, String expected, String remedy) {
    all.add(new Problem(file, line, wrong, expected, remedy));
  }

  /** How many there are so far. */
  public int count() {
    return all.size();
  }

  /** All of them, by file and line. */
  public List<Problem> list() {
    return all.stream()
        .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
        .toList();
  }
}
