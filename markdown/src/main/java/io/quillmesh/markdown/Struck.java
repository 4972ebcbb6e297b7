package io.quillmesh.markdown;

import org.commonmark.node.CustomNode;

/** Text that is struck through. */
final class Struck extends CustomNode {}
