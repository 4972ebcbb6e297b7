import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';

import { isId, newId } from '../../main/resources/static/client/index.mjs';
import { filledUp, preferredLanguage, TEXTS } from '../../main/resources/static/strings/strings.mjs';

const names = (value) =>
  Object.entries(value).flatMap(([name, inner]) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) ? names(inner).map((rest) => `${name}.${rest}`) : [name],
  );

for (const language of Object.keys(TEXTS)) {
  it(`every text is there in ${language}`, () => {
    assert.deepEqual(names(TEXTS[language]).sort(), names(TEXTS.en).sort());
  });
}

it('every code that the protocol lists has words', () => {
  const protocol = readFileSync(new URL('../../../../docs/protocol.md', import.meta.url), 'utf8');
  const codesOf = (title) => [...protocol.split(`### ${title}`)[1].split('\n#')[0].matchAll(/^\| `([A-Z_]+)`/gm)].map(([, code]) => code);
  const codes = [...codesOf('Codes in `quillmesh.rejected`'), ...codesOf('Failure codes in `SUBAGENT_ERROR` and `RUN_ERROR`')];
  // A stop that comes too late is no fault, and a stopped turn is told in other words.
  const silent = ['NOT_RUNNING', 'CANCELLED'];

  assert.ok(codes.length > 20);
  assert.deepEqual(codes.filter((code) => !silent.includes(code) && !(code in TEXTS.en.advice)), []);
});

it('a text that is missing in Traditional Chinese is shown in Simplified', () => {
  const { send, failure } = filledUp({ failure: { run: '這一輪' } }, { send: '发送', failure: { run: '这一轮', reply: '回复' } });

  assert.equal(send, '发送');
  assert.deepEqual(failure, { run: '這一輪', reply: '回复' });
});

it('the interface speaks what was chosen, else the first of what the browser speaks', () => {
  const cases = [
    ['en', ['zh-CN'], 'en'],
    ['zh-Hant', ['en'], 'zh-Hant'],
    ['zh', ['en'], 'zh-Hans'],
    ['unknown', ['zh-TW'], 'zh-Hant'],
    ['not a tag', ['zh-TW'], 'zh-Hant'],
    [null, ['zh-TW'], 'zh-Hant'],
    [null, ['zh-HK', 'en'], 'zh-Hant'],
    [null, ['zh-MO'], 'zh-Hant'],
    [null, ['zh-Hant-CN'], 'zh-Hant'],
    [null, ['yue'], 'zh-Hant'],
    [null, ['zh-Hans-HK'], 'zh-Hans'],
    [null, ['zh-SG'], 'zh-Hans'],
    [null, ['zh'], 'zh-Hans'],
    [null, ['fr-CH', 'zh-TW', 'en'], 'zh-Hant'],
    [null, ['de', 'en-GB', 'zh'], 'en'],
    [null, ['fr'], 'en'],
    [null, [], 'en'],
    [null, undefined, 'en'],
  ];
  for (const [chosen, browser, expected] of cases) {
    assert.equal(preferredLanguage(chosen, browser), expected, `${chosen}, ${browser}`);
  }
});

it('ids are UUIDs', () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(isId(newId()));
  assert.ok(!isId('../x'));
});
