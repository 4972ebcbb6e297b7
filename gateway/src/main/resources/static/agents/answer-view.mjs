// An agent's answer as elements. Its texts are a stranger's: they become text nodes, never markup.

import { button, choiceButton, element, foreign, tableScroller } from '../dom/dom.mjs';
import { shapeOf } from './answer-shape.mjs';

/** How many items of a list are shown at first. */
const FIRST_ITEMS = 8;
const FIRST_FIELDS = 16;
const FIRST_LETTERS = 600;

/**
 * The elements that show an answer; none if there is nothing to show.
 *
 * @param schema the JSON schema of the answer, or null
 * @param choose called with the choice {label, message} that the person presses
 */
export function answerElements(answer, schema, strings, choose) {
  const shape = shapeOf(answer, schema);
  return shape ? shown(shape, { strings, choose }).filter((made) => made !== null) : [];
}

/** A list of elements; null stands for one that is not needed. */
const shown = (shape, context) => [VIEWS[shape.kind](shape, context)].flat();

const VIEWS = {
  text: ({ text }, context) => textElement(text.trim(), context),

  tag: ({ text }) => foreign('span', { className: 'tag' }, text),

  number: ({ value }, { strings }) => element('span', { className: 'number' }, strings.number(value)),

  flag: ({ value }, { strings }) => element('span', {}, value ? strings.yes : strings.no),

  score: ({ value }, { strings }) => {
    const fill = element('span');
    fill.style.width = `${value}%`;
    return element(
      'span',
      { className: 'score' },
      element('span', { className: 'score-bar', ariaHidden: 'true' }, fill),
      element('span', { className: 'number' }, strings.number(value)),
      element('span', { className: 'unseen' }, ' / 100'),
    );
  },

  choice: (shape, context) => [
    choiceButton(shape, { testid: 'answer-choice' }, context.choose),
    ...(shape.rest ? shown(shape.rest, context) : []),
  ],

  choices: ({ items }, context) => {
    const row = element('div', { className: 'choices' });
    return [row, more(row, items, (item) => shown(item, context)[0], context)];
  },

  tags: ({ items }, context) => {
    const row = element('ul', { className: 'tags', role: 'list' });
    return [row, more(row, items, (item) => element('li', {}, ...shown(item, context)), context)];
  },

  list: ({ items }, context) => {
    const list = element('ul', { className: 'items' });
    return [list, more(list, items, (item) => element('li', {}, ...shown(item, context)), context)];
  },

  table: ({ columns, rows }, context) => {
    const body = element('tbody');
    const head = element('tr', {}, ...columns.map(({ label, hint }) => labelElement('th', { scope: 'col' }, label, hint)));
    const table = element('table', {}, element('thead', {}, head), body);
    const cell = (shape) => element('td', {}, ...(shape ? shown(shape, context) : []));
    return [tableScroller(table), more(body, rows, (row) => element('tr', {}, ...row.map(cell)), context)];
  },

  record: ({ title, score, fields }, context) => [
    ...(title ? [headElement(title, score, context)] : []),
    ...(fields.length > 0 ? fieldElements(fields, context) : []),
  ],

  records: ({ items }, context) => {
    const list = element('ul', { className: 'records', role: 'list' });
    return [list, more(list, items, (item) => element('li', {}, ...shown(item, context)), context)];
  },
};

function fieldElements(fields, context) {
  const list = element('dl', { className: 'fields' });
  const field = ({ label, hint, shape, inline }) =>
    element(
      'div',
      { className: inline ? 'field inline' : 'field' },
      labelElement('dt', {}, label, hint),
      element('dd', {}, ...shown(shape, context)),
    );
  return [list, more(list, fields, field, context, FIRST_FIELDS)];
}

function headElement({ label, hint, shape }, score, context) {
  const title = foreign('span', { title: [label, hint].filter((text) => text !== '').join(': ') }, shape.text.trim());
  return element('p', { className: 'record-head' }, title, ...(score ? [' ', ...shown(score.shape, context)] : []));
}

function labelElement(tag, properties, label, hint) {
  return foreign(tag, { ...properties, ...(hint === '' ? {} : { title: hint }) }, label);
}

/**
 * Puts the first items into a container, and the rest when a button is pressed.
 *
 * @return the button, or null
 */
function more(container, items, make, { strings }, first = FIRST_ITEMS) {
  container.append(...items.slice(0, first).map(make));
  return items.length <= first
    ? null
    : showAllButton(strings.showAll(items.length), () => {
      const rest = items.slice(first).map(make);
      container.append(...rest);
      return rest[0];
    });
}

/** A long text is cut where a word ends. */
function textElement(text, { strings }) {
  const made = foreign('span', { className: 'text' }, text);
  if (text.length <= FIRST_LETTERS * 1.25) {
    return made;
  }
  const end = text.slice(0, FIRST_LETTERS).search(/\s\S{0,40}$/u);
  made.textContent = `${text.slice(0, end > 0 ? end : FIRST_LETTERS)}…`;
  return [made, showAllButton(strings.showAllText, () => {
    made.textContent = text;
    return made;
  })];
}

/** @param showRest shows the rest and returns where it begins; the focus goes there, because the button disappears */
function showAllButton(text, showRest) {
  const made = button(text, () => {
    const start = showRest();
    start.tabIndex = -1;
    start.focus({ preventScroll: true });
    made.remove();
  });
  made.className = 'show-all';
  return made;
}
