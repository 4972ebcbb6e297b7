package io.quillmesh.offlinemodel.talk;

import io.quillmesh.offlinemodel.text.Dice;
import io.quillmesh.offlinemodel.writing.editing.Edit;
import io.quillmesh.offlinemodel.writing.editing.EditReader;
import java.util.HashMap;
import java.util.Map;

/** Describes an edit. */
final class EditPhrase {

  private EditPhrase() {}

  static String of(Said said, Map<String, String> known, Dice dice) {
    Edit edit = EditReader.read(said.data().message());
    Map<String, String> values = new HashMap<>(known);
    switch (edit) {
      case Edit.Add add -> values.put("subject", add.subject());
      case Edit.Mention mention -> values.put("subject", mention.subject());
      case Edit.Tone tone -> values.put("subject", tone.mood());
      case Edit.Mood mood -> values.put("subject", mood.mood());
      case Edit.Replace replace -> {
        values.put("from", replace.from());
        values.put("to", replace.to());
      }
      case Edit.SetTitle e -> {}
      case Edit.NewTitle e -> {}
      case Edit.Remove e -> {}
      case Edit.Rewrite e -> {}
      case Edit.Resize e -> {}
      case Edit.Polish e -> {}
      case Edit.Unclear e -> {}
    }
    return said.phrases().say("edit." + edit.getClass().getSimpleName(), dice, values);
  }
}
