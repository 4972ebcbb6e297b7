package io.quillmesh.markdown.tree;

import org.commonmark.node.CustomNode;

/** A footnote's mark, where it is used or where it is explained. */
public final class Footnote extends CustomNode {
  public final String label;

  public Footnote(String label) {
    this.label = label;
  }
}
