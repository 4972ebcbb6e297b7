package io.quillmesh.markdown;

import org.commonmark.node.CustomBlock;

/**
 * The paragraph of a formula. It is no {@link org.commonmark.node.Paragraph}, for other blocks
 * cannot interrupt it: a formula's line may begin with a plus.
 */
final class FormulaParagraph extends CustomBlock {}
