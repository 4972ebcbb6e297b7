package io.quillmesh.tunedmodel.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quillmesh.tunedmodel.question.NotHereException;
import io.quillmesh.tunedmodel.question.Reason;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class AnswerFormTest {
  private static final String MOOD = "'mood':{'type':'string','enum':['GLAD','SAD']}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'confidence':{'type':'number'} | 'confidence':0.8765",
        "'confidence':{'type':'number','minimum':0,'maximum':1} | 'confidence':0.8765",
        "'why':{'type':['string','null']} | 'why':null",
        "'why':{'anyOf':[{'type':'string'},{'type':'null'}]} | 'why':null",
        "'why':{'type':['string','null'],'enum':['A',null]} | 'why':null",
        "'v':{'const':2} | 'v':2",
        "'in':{'type':'object','properties':{'a':{'type':['number','null']}},'required':['a']} | 'in':{'a':null}",
        "'in':{'$ref':'#/$defs/x'} | 'in':null"
      })
  void whatIsNotKnownIsNull(String property, String filled) {
    assertThat(fill("'mood',", property)).isEqualTo(json("{'mood':'SAD'," + filled + "}"));
  }

  @Test
  void whatMayBeMissingIsMissing() {
    assertThat(fill("", MOOD + ",'why':{'type':'string'}")).isEqualTo(json("{'mood':'SAD'}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'why':{'type':'string'}",
        "'confidence':{'type':'integer'}",
        "'confidence':{'type':'number','minimum':50}",
        "'score':{'type':'number'}",
        "'tags':{'type':'array','items':{'type':'string'}}",
        "'other':{'type':'string','enum':['X','Y']}",
        "'again':{'type':'string','enum':['GLAD','SAD']}",
        "'in':{'$ref':'https://elsewhere'}",
        "'in':{'$ref':'#/properties/in'}"
      })
  void whatIsNeededAndNotKnownIsNotInvented(String property) {
    assertThatThrownBy(() -> fill("'mood',", property)).satisfies(it -> isFor(it, Reason.SCHEMA));
  }

  @ParameterizedTest
  @ValueSource(strings = {"['GLAD','SAD','CALM']", "['GLAD','CALM']"})
  void otherLabelsAreNotOurs(String labels) {
    assertThatThrownBy(() -> fill("", "'mood':{'type':'string','enum':" + labels + "}"))
        .satisfies(it -> isFor(it, Reason.LABELS));
  }

  private static void isFor(Throwable thrown, Reason reason) {
    assertThat(((NotHereException) thrown).reason()).isEqualTo(reason);
  }

  /** Of an object with these properties; {@code mood} comes before one that is required. */
  private static String fill(String required, String properties) {
    String name = properties.substring(0, properties.indexOf(':'));
    String all = required.isEmpty() ? properties : MOOD + "," + properties;
    String schema =
        "{'type':'object','properties':{%s},'required':[%s],'$defs':{'x':{'type':['object','null']}}}"
            .formatted(all, required + (required.isEmpty() ? "" : name));
    return AnswerForm.fill(
        JsonMapper.shared().readTree(json(schema)), Set.of("GLAD", "SAD"), "SAD", 0.876_543);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
