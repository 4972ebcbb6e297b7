package io.quillmesh.markdown.tree;

import org.commonmark.node.CustomNode;

/** A formula as it was written, with its marks: nothing in it is Markdown. */
public final class Formula extends CustomNode {
  public final String source;

  public Formula(String source) {
    this.source = source;
  }
}
