package io.quillmesh.offlinemodel;

import tools.jackson.databind.json.JsonMapper;

/** The one mapper. */
final class Json {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }
}
