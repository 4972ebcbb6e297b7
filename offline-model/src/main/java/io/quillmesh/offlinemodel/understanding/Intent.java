package io.quillmesh.offlinemodel.understanding;

/** What a person wants with a message. The names are those of the mesh's contract. */
public enum Intent {
  GENERATE_ARTICLE,
  REVISE_CONTENT,
  CHANGE_STYLE,
  CHANGE_LENGTH,
  TRANSLATE,
  CHOOSE_TEMPLATE,
  CONTINUE_ARTICLE,
  ASK_ABOUT_ARTICLE,
  ASK_CAPABILITIES,
  SMALL_TALK,
  OTHER
}
