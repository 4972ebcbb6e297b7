import assert from 'node:assert/strict';
import { it } from 'node:test';

import { fileName } from '../../main/resources/static/client/file-name.mjs';

const NAMES = [
  ['attachment; filename="=?UTF-8?Q?x?="; filename*=UTF-8\'\'%E4%BC%A6%E6%95%A6%20London.docx', '伦敦 London.docx'],
  ['attachment; filename="London.md"', 'London.md'],
  ["attachment; filename*=UTF-8''%zz", 'article'],
  ['attachment', 'article'],
  [null, 'article'],
];

for (const [header, expected] of NAMES) {
  it(`a download is called ${expected} by ${header}`, () => assert.equal(fileName(header, 'article'), expected));
}
