// The conversation's pane: the agents, messages, failures, next steps, and what declared agents have answered.

import { duration, isBuiltIn, shownAgent, shownAnswers, shownNames } from '../agents/agents.mjs';
import { goToAnswer, showAnswers } from '../agents/answers-view.mjs';
import { button, byId, choiceButton, element, followEnd, foreign, inParts, set, showList } from '../dom/dom.mjs';
import { refusalText } from '../state/announcements.mjs';
import { shownChoices } from '../state/shown.mjs';
import { showMarkdown } from '../text/markdown.mjs';
import { languageOf } from '../text/text-language.mjs';
import { showMessageTools } from './message-tools.mjs';
import { noticeElements } from './notice-view.mjs';
import { withoutReplaced } from './replacing.mjs';

const messages = byId('messages');
const choices = byId('choices');
const agents = byId('agents');
const log = byId('log');
const follow = followEnd(log, endOfReply);

/** More agents than these may not fit above the conversation. */
const MANY = 10;

/** Quotations in the reply, 「…」 “…” "…", and the words before them that mark something to say. */
const QUOTED = /「([^」]{2,120})」|“([^”]{2,120})”|"([^"]{2,120})"/g;
const TO_SAY = /(?:[:：]|说|\b(?:say|saying|tell me|ask|ask me|try))[\s,，]*$/i;

/**
 * @param actions.choose called with the pressed choice
 * @param actions.suggest called with a text to put into the input
 * @param actions.edit called with a refused message that the person wants back
 * @param actions.resend called with the id of a refused message that the person sends as it is
 * @param actions.repeat called with a text to send again
 * @param actions.dismiss called with the id of a refused message that the person gives up
 * @param actions.takeBack called with a waiting message, and with "edit" or "drop"
 * @param isOpen whether there is a connection; see also message-tools.mjs for further actions
 */
export function showConversation(state, strings, actions, language, agentList, isOpen) {
  const thinking = state.run !== null && !state.messages.at(-1)?.streaming && state.messages.at(-1)?.role === 'user';
  const items = [
    ...withoutReplaced(state),
    ...(thinking ? [{ id: 'thinking', role: 'thinking', text: state.thoughts }] : []),
    ...state.outbox.map((mine) => ({ ...mine, role: 'user' })),
  ];
  const lastAsked = state.messages.findLast((message) => message.role === 'user');
  let changed = false;
  showList(messages, items, {
    key: (item) => item.id,
    create: (item) => create(item),
    update: (child, item) => {
      // The language is part of what is shown: a switch shows everything again.
      const before = child.shown;
      if (before?.strings === strings && sameItem(before.item, item)) {
        return;
      }
      child.shown = { item, strings };
      changed = true;
      UPDATE[item.role](child, item, strings, actions, lastAsked);
    },
  });
  showMessageTools(messages, state, strings, actions, isOpen);
  changed = showChoices(state, actions) || changed;
  const answered = showAnswers(state, strings, language, agentList, actions.choose);
  // An answer that comes after its turn leaves the person where they read.
  if (changed || (answered && state.run !== null)) {
    follow(state.outbox.some((mine) => mine.status === 'pending'));
  }
}

/** How far the conversation scrolls by itself: the newest reply and the next steps stay in sight, above the answers. */
function endOfReply() {
  const newest = messages.lastElementChild;
  if (!newest) {
    return 0;
  }
  const { offsetTop, offsetHeight } = choices.hidden ? newest : choices;
  const end = offsetTop + offsetHeight - log.clientHeight + messages.offsetTop;
  return newest.matches('.assistant') ? Math.max(end, newest.offsetTop - messages.offsetTop) : end;
}

function sameItem(one, other) {
  return ['text', 'streaming', 'status', 'code', 'position', 'leaving'].every((member) => one[member] === other[member]);
}

function create({ id, role }) {
  const testId = { user: 'user-message', assistant: 'reply', notice: 'notice', thinking: 'thinking' }[role];
  return element('li', { className: `message ${role}`, data: { testid: testId, id } });
}

const UPDATE = {
  user(child, { id, text, status, code, reason, position, leaving, replaces }, strings, actions) {
    set(child.dataset, 'status', status ?? 'sent');
    child.replaceChildren(
      element('span', { className: 'unseen' }, `${strings.you}: `),
      foreign('p', { className: 'said' }, text),
    );
    if (status === 'rejected') {
      child.append(
        element('p', { className: 'note' }, ...inParts(refusalText({ code, reason }, strings))),
        button(strings.edit, () => actions.edit({ id, text })),
        ...(code === 'UNAVAILABLE' ? [button(strings.sendAgain, () => actions.resend(id))] : []),
        button(strings.dismiss, () => actions.dismiss(id)),
      );
    } else if (status && leaving) {
      child.append(note(strings.takingBack));
    } else if (status) {
      child.append(
        note(position > 0 ? strings.queuedAt(position) : replaces ? strings.replacing : strings[status]),
        element(
          'div',
          { className: 'waiting-tools', data: { testid: 'waiting-tools' } },
          button(strings.edit, () => actions.takeBack(id, 'edit')),
          button(strings.takeBack, () => actions.takeBack(id, 'drop')),
        ),
      );
    }
  },

  assistant(child, { text, streaming }, strings, actions) {
    if (!child.firstElementChild) {
      child.append(element('span', { className: 'unseen' }), element('div', { className: 'said' }));
    }
    const [who, said] = child.children;
    who.textContent = `${strings.assistant}: `;
    child.dataset.status = streaming ? 'streaming' : 'done';
    said.lang = languageOf(text);
    showMarkdown(said, text);
    if (!streaming) {
      offerQuoted(said, actions.suggest);
    }
  },

  notice(child, notice, strings, actions, lastAsked) {
    child.dataset.kind = notice.kind;
    child.dataset.code = notice.code ?? '';
    child.replaceChildren(...noticeElements(notice, strings));
    if (notice.kind === 'run' && lastAsked) {
      child.append(button(strings.sendAgain, () => actions.repeat(lastAsked.text)));
    }
  },

  thinking(child, { text }, strings) {
    child.replaceChildren(element('p', { className: 'pulse' }, strings.thinking), ...(text ? [foreign('p', { className: 'note' }, text)] : []));
  },
};

function showChoices(state, actions) {
  const offered = shownChoices(state);
  const before = choices.shown;
  if (before === offered || (before && before.length === 0 && offered.length === 0)) {
    return false;
  }
  choices.shown = offered;
  choices.hidden = offered.length === 0;
  choices.replaceChildren(
    ...offered.map((choice) => {
      const data = { testid: 'choice', intent: choice.intent ?? '', template: choice.template ?? '' };
      return choiceButton(choice, data, actions.choose);
    }),
  );
  return true;
}

/** Makes the reply's suggestions clickable. */
function offerQuoted(said, suggest) {
  const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest('a, code')) {
      texts.push(walker.currentNode);
    }
  }
  for (const node of texts) {
    const pieces = [];
    let end = 0;
    for (const match of node.data.matchAll(QUOTED)) {
      const quoted = match[1] ?? match[2] ?? match[3];
      if (!TO_SAY.test(node.data.slice(0, match.index))) {
        continue;
      }
      const onclick = (event) => {
        event.preventDefault();
        suggest(quoted);
      };
      // A link and not a button, because it breaks over lines like the words around it.
      const properties = { href: '#message-input', className: 'suggestion', dir: 'auto', data: { testid: 'suggestion' }, onclick };
      pieces.push(node.data.slice(end, match.index), element('a', properties, match[0]));
      end = match.index + match[0].length;
    }
    if (pieces.length > 0) {
      node.replaceWith(...pieces, node.data.slice(end));
    }
  }
}

/** A reply's text as it is shown; '' if it is not shown. */
export function shownReply(id) {
  return messages.querySelector(`[data-id="${CSS.escape(id)}"] .said`)?.innerText.trim() ?? '';
}

export function showAgents(state, strings, language, agentList) {
  const names = shownNames(state, agentList.names);
  const answered = new Set(shownAnswers(state).map(({ name }) => name));
  showList(agents, names, {
    key: (name) => name,
    create: (name) =>
      element(
        'li',
        { data: { testid: `agent-${name}` } },
        // A link, as soon as there is an answer.
        element('a', { className: 'agent-name', onclick: (event) => goTo(event, name) }),
        element('span', { className: 'agent-ms' }),
        element('span', { className: 'unseen' }),
      ),
    update: (child, name) => {
      const { status, code, ms, model } = shownAgent(state, name);
      const [label, time, words] = child.children;
      const shownName = isBuiltIn(name) ? strings.agent[name] : agentList.label(name, language);
      set(child.dataset, 'status', status);
      set(child, 'title', [shownName, strings.agentStatus[status], code, model].filter(Boolean).join(' · '));
      set(label, 'textContent', shownName);
      if (label.hasAttribute('href') !== answered.has(name)) {
        label.toggleAttribute('href');
      }
      set(time, 'textContent', duration(ms));
      set(words, 'textContent', strings.agentStatus[status]);
    },
  });
  // Few agents fit. Where many must be scrolled, a keyboard must reach them.
  set(agents, 'tabIndex', names.length > MANY ? 0 : -1);
}

function goTo(event, name) {
  event.preventDefault();
  goToAnswer(name);
}

function note(text) {
  return element('p', { className: 'note' }, text);
}
