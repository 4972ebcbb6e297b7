package io.quillmesh.offlinemodel.writing.editing;

/** The part of an article that a message refers to. */
public sealed interface Target {

  /** The first paragraph. */
  record Opening() implements Target {}

  /** The last paragraph. */
  record Ending() implements Target {}

  /**
   * The n-th paragraph of the whole text.
   *
   * @param number from 1
   */
  record Paragraph(int number) implements Target {}

  /**
   * The n-th section with a heading.
   *
   * @param number from 1
   */
  record Part(int number) implements Target {}

  /** The section whose heading contains this name, or else the first paragraph that does. */
  record Named(String name) implements Target {}
}
