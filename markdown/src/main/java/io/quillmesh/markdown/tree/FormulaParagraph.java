package io.quillmesh.markdown.tree;

import org.commonmark.node.CustomBlock;

/**
 * The paragraph of a formula. It is not a {@link org.commonmark.node.Paragraph}, because other
 * blocks must not interrupt it: a formula's line may begin with a plus.
 */
public final class FormulaParagraph extends CustomBlock {}
