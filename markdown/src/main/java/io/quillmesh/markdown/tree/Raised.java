package io.quillmesh.markdown.tree;

import org.commonmark.node.CustomNode;

/** Text above or below the line: {@code <sup>} and {@code <sub>}. */
public final class Raised extends CustomNode {
  public final String tag;
  public final String text;

  public Raised(String tag, String text) {
    this.tag = tag;
    this.text = text;
  }
}
