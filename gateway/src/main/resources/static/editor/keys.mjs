// What keys and typed marks do in the editor.

import { baseKeymap, chainCommands, exitCode, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { InputRule, inputRules, textblockTypeInputRule, undoInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list';
import { TextSelection } from 'prosemirror-state';
import { goToNextCell } from 'prosemirror-tables';
import { schema } from './schema.mjs';

const { nodes, marks } = schema;

const breakLine = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

/** A cell of a table has no second paragraph. */
const breakInCell = (state, dispatch) => state.selection.$from.parent.type.spec.tableRole !== undefined && breakLine(state, dispatch);

export const COMMANDS = {
  undo,
  redo,
  strong: toggleMark(marks.strong),
  em: toggleMark(marks.em),
  code: toggleMark(marks.code),
  heading: (state, dispatch) =>
    state.selection.$from.parent.type === nodes.heading
      ? setBlockType(nodes.paragraph)(state, dispatch)
      : setBlockType(nodes.heading, { level: 2 })(state, dispatch),
  bullets: wrapInList(nodes.bullet_list),
  numbers: wrapInList(nodes.ordered_list),
  quote: wrapIn(nodes.blockquote),
  codeBlock: setBlockType(nodes.code_block),
  table: (state, dispatch) => insertTable(state, dispatch),
};

function insertTable(state, dispatch) {
  if (state.selection.$from.depth !== 1) {
    return false;
  }
  const row = (type) => nodes.table_row.create(null, [type.createAndFill(), type.createAndFill(), type.createAndFill()]);
  const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  if (dispatch) {
    const after = state.selection.$from.after(1);
    const tr = state.tr.insert(after, table);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  }
  return true;
}

const headings = Object.fromEntries([1, 2, 3, 4].map((level) => [`Mod-Alt-${level}`, setBlockType(nodes.heading, { level })]));

const KEYS = {
  'Mod-z': undo,
  'Shift-Mod-z': redo,
  'Mod-y': redo,
  Backspace: undoInputRule,
  'Mod-b': COMMANDS.strong,
  'Mod-i': COMMANDS.em,
  'Mod-e': COMMANDS.code,
  'Shift-Mod-x': toggleMark(marks.strike),
  ...headings,
  'Mod-Alt-0': setBlockType(nodes.paragraph),
  Enter: chainCommands(breakInCell, splitListItem(nodes.list_item)),
  'Shift-Enter': breakLine,
  'Mod-Enter': exitCode,
  Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)),
  'Shift-Tab': chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
  'Mod-]': sinkListItem(nodes.list_item),
  'Mod-[': liftListItem(nodes.list_item),
};

/** Marks around a text become emphasis when the last one is typed. */
function markRule(pattern, type) {
  return new InputRule(pattern, (state, match, start, end) => {
    const [all, before, , text] = match;
    const from = start + before.length;
    const textStart = start + all.indexOf(text, before.length);
    const tr = state.tr;
    if (textStart + text.length < end) {
      tr.delete(textStart + text.length, end);
    }
    tr.delete(from, textStart);
    return tr.addMark(from, from + text.length, type.create()).removeStoredMark(type);
  });
}

const RULES = [
  textblockTypeInputRule(/^(#{1,6})\s$/u, nodes.heading, ([, signs]) => ({ level: signs.length })),
  wrappingInputRule(/^\s*>\s$/u, nodes.blockquote),
  wrappingInputRule(/^\s*([-+*])\s$/u, nodes.bullet_list, ([, mark]) => ({ mark })),
  wrappingInputRule(/^(\d{1,9})\.\s$/u, nodes.ordered_list, ([, number]) => ({ start: Number(number) }),
    ([, number], node) => node.childCount + node.attrs.start === Number(number)),
  textblockTypeInputRule(/^```([\w-]*)\s$/u, nodes.code_block, ([, info]) => ({ info })),
  new InputRule(/^---$/u, (state, _, start, end) => {
    const $start = state.doc.resolve(start);
    return $start.depth === 1 ? state.tr.replaceWith($start.before(), $start.after(), [nodes.horizontal_rule.create(), nodes.paragraph.create()]) : null;
  }),
  markRule(/(^|[^*])(\*\*)([^*\s](?:[^*]*[^*\s])?)\*\*$/u, marks.strong),
  markRule(/(^|[^*\w])(\*)([^*\s](?:[^*]*[^*\s])?)\*$/u, marks.em),
  markRule(/(^|[^`])(`)([^`]+)`$/u, marks.code),
  markRule(/(^|[^~])(~~)([^~\s](?:[^~]*[^~\s])?)~~$/u, marks.strike),
];

/** @param more keys that the page handles */
export function keyPlugins(more) {
  return [inputRules({ rules: RULES }), keymap(more), keymap(KEYS), keymap(baseKeymap)];
}
