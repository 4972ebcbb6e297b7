package io.quillmesh.gateway.protocol;

import io.quillmesh.gateway.conversation.Owner;
import io.quillmesh.schemas.EventIds;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids that clients send: any short text. Where the mesh needs a UUID, it is derived from the
 * client's id, so that it is the same on every repeat and every instance.
 */
public final class Ids {
  /** Every frame contains ids, so their length is limited. */
  static final int MAX_LENGTH = 256;

  private static final Pattern UUID =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
  private static final Pattern ID = Pattern.compile("[^\\p{Cntrl}]{1," + MAX_LENGTH + "}");

  private Ids() {}

  public static boolean isUuid(@Nullable String id) {
    return id != null && UUID.matcher(id).matches();
  }

  static boolean isId(@Nullable String id) {
    return id != null && !id.isBlank() && ID.matcher(id).matches();
  }

  /**
   * The conversation that a client means; empty if the text is not an id. A UUID means the same
   * conversation for everybody. Any other name belongs to its owner, because other owners may
   * choose the same name.
   */
  public static Optional<ThreadId> thread(@Nullable String id, Owner owner) {
    if (id == null || !isId(id)) {
      return Optional.empty();
    }
    String conversationId =
        isUuid(id) ? id.toLowerCase(Locale.ROOT) : EventIds.of(name(owner), "thread/" + id);
    return Optional.of(new ThreadId(conversationId, id));
  }

  /** The turn of a client's run. */
  public static String turn(String conversationId, String runId) {
    return isUuid(runId) ? runId : EventIds.of(conversationId, "run/" + runId);
  }

  /** With the tenant's length, so that two owners never have the same name. */
  private static String name(Owner owner) {
    return owner.tenant().length() + "/" + owner.tenant() + "/" + owner.subject();
  }
}
