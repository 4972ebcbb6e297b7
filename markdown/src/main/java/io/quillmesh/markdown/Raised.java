package io.quillmesh.markdown;

import org.commonmark.node.CustomNode;

/** Text above or below the line: {@code <sup>} and {@code <sub>}. */
final class Raised extends CustomNode {
  final String tag;
  final String text;

  Raised(String tag, String text) {
    this.tag = tag;
    this.text = text;
  }
}
