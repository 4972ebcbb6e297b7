// What can be done with a selected passage: buttons, and a field for one's own words.

import { byId, element, set } from '../dom/dom.mjs';
import { moveWithArrows, rove } from '../dom/toolbar.mjs';

const ORDER = ['rewrite', 'shorten', 'expand', 'mood', 'toEnglish', 'toChinese'];
const MOODS = ['warm', 'formal', 'playful', 'calm'];

const bar = byId('passage-bar');
const pane = byId('article-pane');

/**
 * @param actions.ask (text) => asks for a change of the passage
 * @param actions.leave () => the person goes back to the text
 * @param actions.strings () => the texts
 */
export function makePassageBar({ ask, leave, strings }) {
  const button = (name) =>
    element('button', { type: 'button', data: { name, testid: `passage-${name}` }, onclick: () => (name === 'mood' ? toggleMoods() : ask(strings().passage[name][1])) });
  const moods = element('div', { className: 'moods', id: 'passage-moods', hidden: true }, ...MOODS.map(button));
  const words = element('input', { type: 'text', id: 'passage-words', autocomplete: 'off', enterKeyHint: 'send', maxLength: 2000, data: { testid: 'passage-words' } });
  const send = element('button', { type: 'submit', className: 'send', data: { name: 'send', testid: 'passage-send' } });
  const form = element('form', { className: 'passage-form' }, words, send);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (words.value.trim() !== '') {
      ask(words.value.trim());
      words.value = '';
    }
  });
  bar.append(...ORDER.map(button), moods, form);
  bar.querySelector('[data-name="mood"]').setAttribute('aria-controls', 'passage-moods');
  bar.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation();
      leave();
    }
  });
  moveWithArrows(bar);
}

function toggleMoods() {
  const moods = byId('passage-moods');
  moods.hidden = !moods.hidden;
  bar.querySelector('[data-name="mood"]').ariaExpanded = String(!moods.hidden);
  rove(bar);
}

/** @param range the selected text in the page */
export function showPassageBar(range, isChinese, strings) {
  set(bar, 'hidden', false);
  for (const button of bar.querySelectorAll('button')) {
    const { name } = button.dataset;
    set(button, 'textContent', name === 'send' ? strings.send : strings.passage[name][0]);
    set(button, 'hidden', name === (isChinese ? 'toChinese' : 'toEnglish'));
  }
  bar.querySelector('[data-name="mood"]').ariaExpanded = String(!byId('passage-moods').hidden);
  set(byId('passage-words'), 'placeholder', strings.passagePlaceholder);
  set(byId('passage-words'), 'ariaLabel', strings.passageWords);
  place(range);
  rove(bar);
}

/** Below the passage, or above it if there is no room below. A narrow page has it at the bottom; see style.css. */
function place(range) {
  const [box, around] = [range.getBoundingClientRect(), pane.getBoundingClientRect()];
  const below = box.bottom + 8 + bar.offsetHeight < around.bottom;
  const top = below ? box.bottom + 8 : Math.max(box.top - bar.offsetHeight - 8, around.top + 8);
  bar.style.top = `${top - around.top + pane.scrollTop}px`;
  bar.style.left = `${Math.max(8, Math.min(box.left - around.left, around.width - bar.offsetWidth - 24))}px`;
}

/** While the person writes in the field, the passage stays visible. */
export function keepMarked(range) {
  if (globalThis.Highlight && CSS.highlights) {
    CSS.highlights.set('passage', new Highlight(range));
  }
}

export function hidePassageBar() {
  set(bar, 'hidden', true);
  byId('passage-moods').hidden = true;
  globalThis.CSS?.highlights?.delete('passage');
}

export function isInPassageBar(node) {
  return bar.contains(node);
}

export function focusPassageBar() {
  bar.querySelector('button:not([hidden])')?.focus();
}
