package io.quillmesh.markdown;

import org.commonmark.node.CustomNode;

/** A formula as it was written, with its marks: nothing in it is Markdown. */
final class Formula extends CustomNode {
  final String source;

  Formula(String source) {
    this.source = source;
  }
}
