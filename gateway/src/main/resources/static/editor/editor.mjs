// The editor itself. It is loaded when somebody begins to write; article-editor.mjs knows it only by what is exported here.

import { gapCursor } from 'prosemirror-gapcursor';
import { history } from 'prosemirror-history';
import { Slice } from 'prosemirror-model';
import { EditorState, Selection } from 'prosemirror-state';
import { addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, isInTable, tableEditing } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';
import { clipboard } from './clipboard.mjs';
import { COMMANDS, keyPlugins } from './keys.mjs';
import { changeLink, linkAt } from './links.mjs';
import { placeAt } from './places.mjs';
import { readDocument } from './read-document.mjs';
import { writeDocument } from './write-document.mjs';

const HIDDEN = { top: 110, bottom: 24, left: 0, right: 0 };
const TABLE_COMMANDS = { addRowAfter, addColumnAfter, deleteRow, deleteColumn, deleteTable };
const ALL = { ...COMMANDS, ...TABLE_COMMANDS };

/**
 * @param options.place the element that becomes the text
 * @param options.markdown the article
 * @param options.label what a screen reader calls it
 * @param options.keys what other keys do: name -> () => void
 * @param options.onTouch called at once when the person begins to change something
 * @param options.onChange called after each change by the person, never while an input method composes
 * @param options.onSelect called when the selection, or what is at it, may be another one
 * @param options.onBlur called when the text loses the focus
 */
export function openEditor({ place, markdown, label, keys, onTouch, onChange, onSelect, onBlur }) {
  let origin = readDocument(markdown);
  const given = Object.fromEntries(Object.entries(keys).map(([name, run]) => [name, () => run() ?? true]));
  const plugins = [...keyPlugins(given), history(), gapCursor(), tableEditing()];
  const stateOf = (doc) => EditorState.create({ doc, plugins });

  const view = new EditorView({ mount: place }, {
    state: stateOf(origin.doc),
    attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, spellcheck: 'true' },
    ...clipboard,
    // The bar above covers the first lines.
    scrollThreshold: HIDDEN,
    scrollMargin: HIDDEN,
    dispatchTransaction(transaction) {
      view.updateState(view.state.apply(transaction));
      if (transaction.docChanged && !transaction.getMeta('given')) {
        onTouch();
        changed();
      }
      onSelect();
    },
    handleDOMEvents: {
      blur: () => onBlur(),
      compositionstart: () => onTouch(),
      compositionend: () => {
        // The text of the input method is in the document a moment later.
        setTimeout(() => !view.isDestroyed && changed());
      },
    },
  });

  function changed() {
    if (!view.composing) {
      onChange();
    }
  }

  return {
    get isComposing() {
      return view.composing;
    },
    get markdown() {
      return writeDocument(view.state.doc, origin);
    },
    get inTable() {
      return isInTable(view.state);
    },
    get link() {
      return linkAt(view.state);
    },

    /** Shows another text. The person's place stays, as far as there is one. */
    replace(text) {
      const next = readDocument(text);
      const { doc } = view.state;
      const start = doc.content.findDiffStart(next.doc.content);
      origin = next;
      if (start === null) {
        return;
      }
      const { a, b } = doc.content.findDiffEnd(next.doc.content);
      const overlap = Math.max(0, start - Math.min(a, b));
      const transaction = view.state.tr.replace(start, a + overlap, next.doc.slice(start, b + overlap));
      // Where the ends do not fit together, everything is replaced.
      const fits = transaction.doc.eq(next.doc);
      const whole = () => view.state.tr.replace(0, doc.content.size, new Slice(next.doc.content, 0, 0));
      // Undo takes back what the person did, not what came from elsewhere.
      view.dispatch((fits ? transaction : whole()).setMeta('given', true).setMeta('addToHistory', false));
    },

    /** @param at {left, top} on the screen, or "here"; without it, the beginning */
    focus(at) {
      if (at === 'here') {
        view.focus();
        return;
      }
      const { doc } = view.state;
      const found = at && view.posAtCoords(at);
      view.dispatch(view.state.tr.setSelection(found ? Selection.near(doc.resolve(found.pos)) : Selection.atStart(doc)));
      view.focus();
    },

    run(command) {
      ALL[command](view.state, view.dispatch);
      view.focus();
    },

    can(command) {
      return ALL[command](view.state);
    },

    setLink(href) {
      changeLink(href)(view.state, view.dispatch);
      view.focus();
    },

    /** What is selected, as places: {from, to}; null if nothing is. */
    get selected() {
      const { from, to, empty } = view.state.selection;
      return empty ? null : { from: placeAt(view.state.doc, from), to: placeAt(view.state.doc, to) };
    },

    destroy() {
      view.destroy();
    },
  };
}

export { merged } from './merge.mjs';
export { passageAt } from './passage.mjs';
export { placeIn } from './places.mjs';
