package io.quillmesh.markdown;

import org.commonmark.node.CustomNode;

/** A footnote's mark, where it is used or where it is explained. */
final class Footnote extends CustomNode {
  final String label;

  Footnote(String label) {
    this.label = label;
  }
}
