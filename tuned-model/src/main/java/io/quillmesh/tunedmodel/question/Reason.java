package io.quillmesh.tunedmodel.question;

import java.util.Locale;

/** Why a request is passed on. */
public enum Reason {
  /** It holds no document with a message. */
  UNREADABLE,
  /** It asks for a text, or for something else that a classifier cannot give. */
  FORM,
  /** It goes on with a conversation, for example because an answer did not fit. */
  FOLLOW_UP,
  /** Its message is about a selected passage, which no training message was. */
  SELECTION,
  /** Its message is longer than what a classifier reads. */
  LONG,
  /** Its answer needs something that is neither the label nor the confidence. */
  SCHEMA,
  /** It knows other labels than the classifier. */
  LABELS,
  /** The classifier is not sure enough. */
  UNSURE,
  /** The label is clear, but it needs details that a classifier does not find. */
  SLOTS,
  /** So many messages wait already that the upstream is quicker. */
  BUSY,
  /** The classifier took too long. */
  SLOW,
  /** The classifier failed, which is a defect. */
  FAILED;

  /** For metrics. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
