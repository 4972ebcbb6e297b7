// The buttons above the text while the person writes.

import { byId, element, set } from '../dom/dom.mjs';
import { moveWithArrows, rove } from '../dom/toolbar.mjs';

/** What each button shows. Its name is its tooltip. */
const SIGNS = {
  undo: '↶', redo: '↷', strong: 'B', em: 'I', heading: 'H', bullets: '•', numbers: '1.', quote: '❝', code: '<>', codeBlock: '{ }', link: '↗', table: '⊞',
  addRowAfter: '+↓', addColumnAfter: '+→', deleteRow: '−↓', deleteColumn: '−→', deleteTable: '⊠',
};
const KEYS = { undo: 'Control+Z', redo: 'Control+Y', strong: 'Control+B', em: 'Control+I', code: 'Control+E', link: 'Control+K' };
const IN_TABLE = ['addRowAfter', 'addColumnAfter', 'deleteRow', 'deleteColumn', 'deleteTable'];

/** A cell has no blocks in it. */
const NOT_IN_TABLE = ['heading', 'bullets', 'numbers', 'quote', 'codeBlock', 'table'];

const bar = byId('editor-bar');
let editor = null;

/** @param actions.done () => the person has finished */
export function makeEditorBar(actions) {
  const buttons = Object.entries(SIGNS).map(([name, sign]) =>
    element('button', { type: 'button', className: 'quiet', data: { name }, onclick: () => press(name) }, element('span', { ariaHidden: 'true' }, sign)));
  buttons.forEach((button) => button.dataset.name in KEYS && button.setAttribute('aria-keyshortcuts', KEYS[button.dataset.name]));
  const more = element('button', { type: 'button', className: 'quiet', onclick: toggle, data: { name: 'more' } }, element('span', { ariaHidden: 'true' }, '⋯'));
  const done = element('button', { type: 'button', className: 'quiet done', onclick: actions.done, data: { name: 'done', testid: 'editor-done' } });
  const address = element('input', { type: 'url', id: 'link-address', autocomplete: 'off' });
  const apply = element('button', { type: 'submit', data: { name: 'apply' } });
  const form = element('form', { id: 'link-form', className: 'link-form', hidden: true, noValidate: true }, address, apply);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.hidden = true;
    editor?.setLink(address.value);
  });
  form.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      form.hidden = true;
      editor?.focus('here');
    }
  });
  bar.append(...buttons, more, done, form);
  moveWithArrows(bar);
}

/** A narrow page shows the rest of the buttons when it is asked to; see style.css. */
function toggle() {
  bar.dataset.more = String(bar.dataset.more !== 'true');
  bar.querySelector('[data-name="more"]').ariaExpanded = bar.dataset.more;
  rove(bar);
}

function press(name) {
  if (name === 'link') {
    askForLink();
  } else {
    editor?.run(name);
  }
}

/** Asks for the address of a link; that of the link at the selection is there already. */
export function askForLink() {
  byId('link-form').hidden = false;
  byId('link-address').value = editor?.link?.href ?? '';
  byId('link-address').focus();
}

/** @param current the open editor, or null */
export function showEditorBar(current, strings) {
  editor = current;
  set(bar, 'hidden', current === null);
  if (current === null) {
    byId('link-form').hidden = true;
    return;
  }
  for (const button of bar.querySelectorAll('button')) {
    const { name } = button.dataset;
    const text = strings.format[name];
    if (name === 'done' || name === 'apply') {
      set(button, 'textContent', text);
    } else {
      set(button, 'ariaLabel', text);
      set(button, 'title', text);
      set(button, 'hidden', (current.inTable ? NOT_IN_TABLE : IN_TABLE).includes(name));
      set(button, 'disabled', !['link', 'more'].includes(name) && !current.can(name));
    }
  }
  set(byId('link-address'), 'ariaLabel', strings.format.address);
  set(byId('link-address'), 'placeholder', strings.format.address);
  rove(bar);
}
