import assert from 'node:assert/strict';
import { it } from 'node:test';

import { isId, newId } from '../../main/resources/static/ids.mjs';
import { LANGUAGES, languageOf, preferredLanguage } from '../../main/resources/static/strings.mjs';

const names = (value) =>
  Object.entries(value).flatMap(([name, inner]) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? names(inner).map((rest) => `${name}.${rest}`) : [name],
  );

it('every text is there in both languages', () => {
  assert.deepEqual(names(LANGUAGES.zh).sort(), names(LANGUAGES.en).sort());
});

it('the interface speaks what was chosen, else what the browser speaks', () => {
  assert.equal(preferredLanguage('en', 'zh-CN'), 'en');
  assert.equal(preferredLanguage(null, 'zh-Hant-TW'), 'zh');
  assert.equal(preferredLanguage(null, 'fr'), 'en');
  assert.equal(preferredLanguage(null, undefined), 'en');
});

it('tells what a text is written in', () => {
  assert.equal(languageOf('帮我写一篇 London 游记'), 'zh');
  assert.equal(languageOf('A travelogue about 伦敦'), 'en');
  assert.equal(languageOf('東京の朝'), 'ja');
  assert.equal(languageOf('42'), '');
});

it('ids are UUIDs', () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(isId(newId()));
  assert.ok(!isId('../x'));
});
