package io.quillmesh.benchmarks.options;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** What can be measured. */
public enum Mode {
  /** How long people wait. */
  ROUNDS("Rounds of turns that begin at the same moment", false),
  /** How much there is room for. */
  THROUGHPUT("A model without delays; each conversation goes on at once", true),
  /** What is lost when the model fails now and then. */
  FAULTS("5 % of model calls answered with 500, 5 % cut half-way, 1 % hanging", true),
  /** What idle people cost; measured only on request. */
  SOCKETS("Sockets on which nothing happens", true),
  /** What the mesh uses when nobody is there; measured only on request. */
  IDLE("A mesh at rest: a minute that begins a minute after the last turn", true),
  /** How smooth the page is in a browser; measured only on request. */
  PAGE("The page in Chromium, while a long article grows", false);

  private final String title;
  private final boolean needsModel;

  Mode(String title, boolean needsModel) {
    this.title = title;
    this.needsModel = needsModel;
  }

  /** A description for the report. */
  public String title() {
    return title;
  }

  /** Whether it is measured by default. */
  public boolean isUsual() {
    return this != SOCKETS && this != IDLE && this != PAGE;
  }

  /** Whether it needs access to the model's settings. */
  public boolean needsModel() {
    return needsModel;
  }

  /** The name on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Mode of(String word) {
    return Arrays.stream(values())
        .filter(mode -> mode.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException("it must be one of %s, not %s".formatted(words(), word)));
  }

  private static String words() {
    return Arrays.stream(values()).map(Mode::word).collect(Collectors.joining(", "));
  }
}
