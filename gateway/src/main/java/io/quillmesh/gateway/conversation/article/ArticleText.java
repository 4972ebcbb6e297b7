package io.quillmesh.gateway.conversation.article;

import io.quillmesh.schemas.Author;

/** One version of a conversation's article. */
public record ArticleText(int version, String title, String markdown, Author author) {}
