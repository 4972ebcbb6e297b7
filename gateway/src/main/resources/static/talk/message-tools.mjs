// What can be done with the messages that are there: to have the last answer again, to send the last message corrected, to
// say what one thinks of a reply.

import { element, set } from '../dom/dom.mjs';
import { iconButton, name } from '../dom/icons.mjs';
import { FeedbackView } from '../feedback/feedback-view.mjs';
import { opinionOn } from '../feedback/feedback.mjs';
import { MessageEditor } from './message-editor.mjs';
import { hasReply, replaceable } from './replacing.mjs';

/** By the element of a message. */
const toolsOf = new WeakMap();

/**
 * Shows the tools of each message in the list.
 *
 * @param isOpen whether there is a connection
 * @param actions.replace called with the id of the last message and the text to send in its place; false if it is not taken
 * @param actions.rate called with what is meant and the opinion
 * @param actions.say reads a text out
 */
export function showMessageTools(list, state, strings, actions, isOpen) {
  const asked = isOpen ? replaceable(state) : null;
  const lastAsked = state.messages.findLast(({ role }) => role === 'user');
  const byId = new Map(state.messages.map((message) => [message.id, message]));
  const lastReply = asked && hasReply(state, asked) ? state.messages.findLast(({ role }) => role === 'assistant') : null;
  const failed = state.messages.at(-1)?.kind === 'run';
  for (const child of list.children) {
    const message = byId.get(child.dataset.id);
    if (message?.role === 'user') {
      const context = { message, strings, actions, mayEdit: message === asked, isLast: message === lastAsked };
      showAsked(child, { ...context, mayRepeat: message === asked && lastReply === null && !failed });
    } else if (message?.role === 'assistant' && !message.streaming) {
      showReply(child, { message, strings, actions, mayRepeat: message === lastReply, asked, opinion: opinionOn(state.shared, { messageId: message.id }) });
    }
  }
}

function showAsked(child, { message, strings, actions, mayEdit, mayRepeat, isLast }) {
  if (!toolsOf.has(child) && !mayEdit) {
    return;
  }
  if (!toolsOf.has(child)) {
    toolsOf.set(child, askedTools(child));
  }
  const tools = toolsOf.get(child);
  Object.assign(tools, { message, actions });
  name(tools.edit, strings.editMessage);
  name(tools.again, strings.again);
  set(tools.edit, 'hidden', !mayEdit);
  set(tools.again, 'hidden', !mayRepeat);
  set(tools.row, 'hidden', tools.editor.isOpen || (!mayEdit && !mayRepeat));
  if (tools.editor.isOpen && !isLast) {
    tools.editor.close();
  }
  tools.editor.show(strings, mayEdit);
  set(child.dataset, 'editing', String(tools.editor.isOpen));
  keepAtEnd(child, tools.row, tools.editor.element);
}

function askedTools(child) {
  const tools = {};
  tools.edit = iconButton('edit', () => {
    tools.editor.open(tools.message.text);
    set(child.dataset, 'editing', 'true');
    set(tools.row, 'hidden', true);
  }, { testid: 'edit-message' });
  tools.again = iconButton('arrange', () => tools.actions.replace(tools.message.id, tools.message.text), { testid: 'answer-again' });
  tools.row = element('div', { className: 'message-tools' }, tools.edit, tools.again);
  tools.editor = new MessageEditor({
    send: (text) => tools.actions.replace(tools.message.id, text),
    onClosed: () => {
      set(child.dataset, 'editing', 'false');
      set(tools.row, 'hidden', false);
      tools.edit.focus();
    },
  });
  return tools;
}

function showReply(child, { message, strings, actions, mayRepeat, asked, opinion }) {
  if (!toolsOf.has(child)) {
    const made = {};
    made.again = iconButton('arrange', () => made.repeat(), { testid: 'answer-again' });
    made.opinion = new FeedbackView({ rate: (target, given) => made.rate(target, given), say: (text) => made.say(text) });
    made.row = element('div', { className: 'message-tools' }, made.again, made.opinion.element);
    toolsOf.set(child, made);
  }
  const tools = toolsOf.get(child);
  Object.assign(tools, { repeat: () => actions.replace(asked.id, asked.text), rate: actions.rate, say: actions.say });
  name(tools.again, strings.again);
  set(tools.again, 'hidden', !mayRepeat);
  tools.opinion.show({ messageId: message.id }, opinion, strings, strings.opinionOfReply);
  keepAtEnd(child, tools.row);
}

/** Views that fill a message anew remove what is not theirs. */
function keepAtEnd(child, ...parts) {
  if (parts.some((part) => part.parentElement !== child)) {
    child.append(...parts);
  }
}
