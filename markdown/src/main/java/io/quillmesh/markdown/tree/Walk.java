package io.quillmesh.markdown.tree;

import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** Goes through a tree without recursion, because a text can nest deeper than the stack allows. */
public interface Walk {

  /** Before a node's children. */
  void enter(Node node);

  /** After a node's children. */
  default void leave(Node node) {}

  /**
   * Goes through a node and all nodes below it. A node may be changed or replaced when it is left.
   */
  static void through(Node root, Walk walk) {
    Node node = root;
    walk.enter(node);
    while (true) {
      @Nullable Node child = node.getFirstChild();
      if (child != null) {
        node = child;
        walk.enter(node);
        continue;
      }
      while (node != root && node.getNext() == null) {
        Node parent = node.getParent();
        walk.leave(node);
        node = parent;
      }
      if (node == root) {
        walk.leave(root);
        return;
      }
      Node next = node.getNext();
      walk.leave(node);
      node = next;
      walk.enter(node);
    }
  }
}
