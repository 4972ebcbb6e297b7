import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { all, texts } from './elements.mjs';

import { answerElements } from '../../main/resources/static/agents/answer-view.mjs';
import { LANGUAGES } from '../../main/resources/static/strings/strings.mjs';

const SCORE = { type: 'integer', minimum: 0, maximum: 100 };
const object = (properties) => ({ type: 'object', properties });
const list = (items) => ({ type: 'array', items });

const shown = (answer, schema = null, { language = 'en', choose = () => {} } = {}) =>
  answerElements(answer, schema, LANGUAGES[language], choose);

const SHAPES = {
  'a list as a list': {
    answer: { points: ['One', 'Two'] },
    tags: { ul: 1, li: 2 },
    en: ['One', 'Two'],
  },
  'a score as a labelled bar': {
    answer: { clarity: 82, wordCount: 12345 },
    schema: object({ clarity: SCORE, wordCount: { type: 'integer' } }),
    tags: { dt: 2 },
    en: ['Clarity', '82', '/ 100', 'Word count', '12,345'],
  },
  'a list of scores with a name each': {
    answer: { scores: [{ aspect: 'Clarity', score: 82, reason: 'Short.' }, { aspect: 'Words', score: 7, reason: 'Long.' }] },
    schema: object({ scores: list(object({ aspect: { type: 'string' }, score: SCORE, reason: { type: 'string' } })) }),
    tags: { li: 2, table: 0 },
    en: ['Clarity', '82', '/ 100', 'Reason', 'Short.', 'Words', '7', '/ 100', 'Reason', 'Long.'],
  },
  'text with its lines': {
    answer: { poem: 'One\n  two', title: 'T' },
    tags: { dd: 2 },
    en: ['Poem', 'One\n  two', 'Title', 'T'],
  },
  'yes and no': {
    answer: { isShort: true, isGood: false },
    en: ['Is short', 'yes', 'Is good', 'no'],
    'zh-Hans': ['Is short', '是', 'Is good', '否'],
    'zh-Hant': ['Is short', '是', 'Is good', '否'],
  },
  'enums as tags': {
    answer: { level: 'MIDDLE_SCHOOL', kinds: ['DATE', 'veryOld'] },
    schema: object({ level: { enum: ['MIDDLE_SCHOOL'] }, kinds: list({ enum: ['DATE', 'veryOld'] }) }),
    tags: { li: 2 },
    en: ['Level', 'Middle school', 'Kinds', 'Date', 'Very old'],
  },
  'numbers, a year among them': {
    answer: { year: 1859, share: 0.123456, population: 8800000 },
    en: ['Year', '1859', 'Share', '0.123', 'Population', '8,800,000'],
  },
  'records within records': {
    answer: { author: { name: 'Wren', built: { church: 'St Paul’s' } }, year: 1710 },
    tags: { dl: 3 },
    en: ['Author', 'Name', 'Wren', 'Built', 'Church', 'St Paul’s', 'Year', '1710'],
  },
  'a map with its keys as they are': {
    answer: { glossary: { 'the_Tube': 'Underground', thames: 'river' }, more: 'x' },
    schema: object({ glossary: { type: 'object', additionalProperties: { type: 'string' } }, more: { type: 'string' } }),
    en: ['Glossary', 'the_Tube', 'Underground', 'thames', 'river', 'More', 'x'],
  },
  'records of short values as a table': {
    answer: { cities: [{ name: 'London', year: 1859, isWet: true }, { name: 'Rome', year: 80, isWet: null }] },
    tags: { table: 1, th: 3, tr: 3, td: 6 },
    en: ['Name', 'Year', 'Is wet', 'London', '1859', 'yes', 'Rome', '80'],
    'zh-Hans': ['Name', 'Year', 'Is wet', 'London', '1859', '是', 'Rome', '80'],
  },
  'records with a long value one below the other': {
    answer: { claims: [{ claim: 'It rains', sentence: 'The rain in London is never in a hurry.' }, { claim: 'It is wet', sentence: 'Wet.' }] },
    tags: { table: 0, li: 2 },
    en: ['It rains', 'Sentence', 'The rain in London is never in a hurry.', 'It is wet', 'Sentence', 'Wet.'],
  },
  'a Chinese table only if it fits': {
    answer: { claims: [{ a: '泰晤士河上的雨', b: '六把伞里的伦敦', c: '雾留下的东西' }, { a: '桥', b: '钟', c: '雨' }] },
    tags: { table: 0, li: 2 },
    en: ['泰晤士河上的雨', 'B', '六把伞里的伦敦', 'C', '雾留下的东西', '桥', 'B', '钟', 'C', '雨'],
  },
  'only what is there': {
    answer: { a: null, b: '', c: [], d: {}, e: [null, '', { f: null }], g: ' ', h: 'here', i: 0 },
    en: ['H', 'here', 'I', '0'],
  },
  'a value that is none of the agent’s schema': {
    answer: { score: 'eighty', list: 1, constructor: 'c', ['__proto__x']: [1, 'two', true] },
    schema: object({ score: SCORE, list: list(SCORE) }),
    en: ['Score', 'eighty', 'List', '1', 'Constructor', 'c', 'Proto x', '1', 'two', 'yes'],
  },
  'a number that only should be a score': {
    answer: { clarity: 182, degrees: 21, share: 1 },
    schema: object({ clarity: SCORE, degrees: { minimum: -50, maximum: 100 }, share: { minimum: 0, maximum: 1 } }),
    en: ['Clarity', '182', 'Degrees', '21', 'Share', '1'],
  },
  'nothing': { answer: { titles: [] }, en: [] },
};

describe('an answer shows', () => {
  for (const [name, { answer, schema, tags = {}, ...languages }] of Object.entries(SHAPES)) {
    for (const [language, expected] of Object.entries(languages)) {
      it(`${name}, in ${language}`, () => {
        const elements = shown(answer, schema, { language });

        assert.deepEqual(texts(elements), expected);
        for (const [tag, count] of Object.entries(tags)) {
          assert.equal(all(elements, tag).length, count, tag);
        }
      });
    }
  }

  it('a bar as long as the score', () => {
    const bar = all(shown({ clarity: 82 }, object({ clarity: SCORE })), 'span').find(({ className }) => className === 'score-bar');

    assert.equal(bar.children[0].style.width, '82%');
    assert.equal(bar.ariaHidden, 'true');
  });

  it('what the schema says of each field as its tooltip, also where it refers to another place', () => {
    const schema = {
      ...object({ claims: { ...list({ $ref: '#/$defs/Claim' }), description: 'All claims' }, best: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/Claim' }] } }),
      $defs: { Claim: object({ year: { type: ['integer', 'null'], description: 'When' }, doubt: { ...SCORE, description: 'How sure' } }) },
    };
    const terms = all(shown({ best: { doubt: 5, year: 1859 }, claims: [{ doubt: 3, year: null }] }, schema), 'dt');

    assert.deepEqual(terms.map(({ textContent, title }) => [textContent, title]), [
      ['Claims', 'All claims'], ['Doubt', 'How sure'], ['Best', undefined], ['Year', 'When'], ['Doubt', 'How sure'],
    ]);
  });

  it('markup as text', () => {
    const elements = shown({ text: '<script>alert(1)</script>', link: 'javascript:alert(1)' });

    assert.deepEqual(texts(elements), ['Text', '<script>alert(1)</script>', 'Link', 'javascript:alert(1)']);
    assert.deepEqual([...all(elements, 'a'), ...all(elements, 'script')], []);
  });
});

describe('a record with a label and a message', () => {
  const TITLES = { titles: [{ label: 'Rain', message: 'Use “Rain”' }, { label: 'Fog', message: 'Use “Fog”' }] };

  it('is a button that says the message', () => {
    const chosen = [];
    const buttons = all(shown(TITLES, null, { choose: ({ message }) => chosen.push(message) }), 'button');

    buttons[1].onclick();

    assert.deepEqual(buttons.map(({ textContent, title }) => [textContent, title]), [['Rain', 'Use “Rain”'], ['Fog', 'Use “Fog”']]);
    assert.deepEqual(chosen, ['Use “Fog”']);
  });

  it('keeps its other fields beside the button', () => {
    const elements = shown({ titles: [{ label: 'Rain', message: 'Use it', why: 'It rains.' }, TITLES.titles[1]] });

    assert.deepEqual(texts(elements), ['Rain', 'Why', 'It rains.', 'Fog']);
    assert.equal(all(elements, 'button').length, 2);
  });

  it('is no button if its message cannot be sent', () => {
    for (const message of ['', 7, 'x'.repeat(17_000)]) {
      assert.ok(all(shown({ a: { label: 'Rain', message } }), 'button').every(({ className }) => className === 'show-all'));
    }
  });
});

describe('much of everything', () => {
  it('is cut, until one asks for all of it', () => {
    const elements = shown({ numbers: Array.from({ length: 10_000 }, (_, index) => `n${index}`) });
    const parent = { children: [] };
    const [button] = all(elements, 'button');
    button.parent = parent;
    assert.equal(all(elements, 'li').length, 8);
    assert.equal(button.textContent, 'Show all 10,000');

    button.onclick();

    assert.equal(all(elements, 'li').length, 10_000);
    assert.equal(document.activeElement.textContent, 'n8', 'the keyboard goes on with what is new');
  });

  it('is counted in the language of the page', () => {
    const numbers = Array.from({ length: 1200 }, (_, index) => index);

    assert.equal(all(shown({ numbers }, null, { language: 'zh-Hans' }), 'button')[0].textContent, '显示全部 1,200 项');
    assert.equal(all(shown({ numbers }, null, { language: 'zh-Hant' }), 'button')[0].textContent, '顯示全部 1,200 項');
  });

  it('is cut in tables, tags, fields, buttons and texts, too', () => {
    const many = (make) => Array.from({ length: 60 }, (_, index) => make(index));
    const answers = [
      { rows: many((index) => ({ a: index, b: 'x' })) },
      Object.fromEntries(many((index) => [`field${index}`, index])),
      { choices: many((index) => ({ label: `${index}`, message: 'x' })) },
      { text: 'word '.repeat(2000), b: 1 },
      { text: 'x'.repeat(20_000), b: 1 },
    ];
    for (const answer of answers) {
      const elements = shown(answer);
      const button = all(elements, 'button').find(({ className }) => className === 'show-all');
      const before = texts(elements).join('').length;
      button.parent ??= { children: [] };

      button.onclick();

      assert.ok(texts(elements).join('').length > before);
      assert.ok(before < 1_000);
    }
  });

  it('that is nested without end is shown as JSON below some level', () => {
    const nested = (levels) => Array.from({ length: levels }).reduce((inner) => ({ a: inner }), 'end');

    assert.deepEqual(texts(shown({ ...nested(8), b: 1 })), ['A', 'A', 'A', 'A', 'A', '{"a":{"a":{"a":"end"}}}', 'B', '1']);
    assert.deepEqual(texts(shown({ ...nested(100_000), b: 1 })), ['A', 'A', 'A', 'A', 'A', '…', 'B', '1']);
  });

  it('that refers to itself comes to an end', () => {
    const schema = { $ref: '#/$defs/A', $defs: { A: { $ref: '#/$defs/A' } } };

    assert.deepEqual(texts(shown({ a: 'b', c: 'd' }, schema)), ['A', 'b', 'C', 'd']);
  });
});
