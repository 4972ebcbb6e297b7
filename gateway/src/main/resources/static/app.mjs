// Puts the page together: one state, one connection, the views, what the person does.

import { announcements } from './announcements.mjs';
import { showArticle } from './article-view.mjs';
import { fit, keepAboveKeyboard, sends, TOUCH } from './composer.mjs';
import { Connection } from './connection.mjs';
import { byId, element, foreign, set, showList } from './dom.mjs';
import { isId, newId } from './ids.mjs';
import { showConversations } from './list-view.mjs';
import { HttpError, Session } from './session.mjs';
import { initialState, reduce } from './state.mjs';
import { LANGUAGES, preferredLanguage } from './strings.mjs';
import { showAgents, showConversation, shownReply } from './talk-view.mjs';

const LAST_CONVERSATION = 'quillmesh.conversation';
const LANGUAGE = 'quillmesh.language';

const session = new Session();
const input = byId('message-input');

let language = preferredLanguage(localStorage.getItem(LANGUAGE), navigator.languages);
let strings = LANGUAGES[language];
let state = initialState();
let conversationId = null;
let connection = null;
let connectionState = 'connecting';

// --- State and what is seen of it ---

let frameRequested = false;
let toReadOut = [];

function dispatch(event) {
  const before = state;
  state = reduce(state, event);
  if (state.outbox !== before.outbox) {
    keepOutbox();
  }
  toReadOut.push(...announcements(before, state, strings));
  if (!frameRequested) {
    frameRequested = true;
    requestAnimationFrame(show);
  }
}

function show() {
  frameRequested = false;
  const focused = document.activeElement;
  showArticle(state, strings);
  showConversation(state, strings, actions);
  showAgents(state, strings);
  showPhase();
  const busy = state.run !== null;
  set(byId('stop'), 'hidden', !busy);
  set(byId('stop'), 'disabled', state.run?.stopping ?? false);
  set(byId('stop'), 'textContent', state.run?.stopping ? strings.stopping : strings.stop);
  showPlaceholder(busy ? strings.placeholderBusy : strings.placeholder);
  set(byId('main').dataset, 'busy', String(busy));
  const label = byId('connection');
  set(label.dataset, 'state', connectionState);
  set(label, 'textContent', strings.connectionState[connectionState]);
  const title = state.shared.article?.title;
  set(document, 'title', title ? `${title} · Quillmesh` : 'Quillmesh');
  readOut();
  // A button that was pressed and is gone would leave the keyboard nowhere.
  if (focused.getClientRects().length === 0) {
    input.focus();
  }
}

function showPhase() {
  const current = state.shared.phase ?? '';
  const phases = Object.keys(strings.phases);
  set(byId('phases').dataset, 'phase', current);
  showList(byId('phases'), phases, {
    key: (phase) => phase,
    create: () => element('li'),
    update: (child, phase) => {
      set(child, 'textContent', strings.phases[phase]);
      set(child, 'ariaCurrent', phase === current ? 'step' : null);
      set(child.dataset, 'passed', String(phases.indexOf(phase) < phases.indexOf(current)));
    },
  });
}

function showPlaceholder(text) {
  if (input.placeholder !== text) {
    input.placeholder = text;
    fit(input);
  }
}

/** A reply is read out as it is shown, without its Markdown. */
function readOut() {
  if (toReadOut.length > 0) {
    byId('announcer').replaceChildren(...toReadOut.map(({ reply, text }) => (reply ? foreign('p', {}, shownReply(reply)) : element('p', {}, text))));
    toReadOut = [];
  }
}

function showTexts() {
  document.documentElement.lang = language;
  for (const target of document.querySelectorAll('[data-text]')) {
    target.textContent = strings[target.dataset.text];
  }
  for (const target of document.querySelectorAll('[data-label]')) {
    target.ariaLabel = strings[target.dataset.label];
  }
  byId('language').value = language;
  byId('starters').replaceChildren(
    ...strings.starters.map((text) =>
      element('li', {}, element('button', { type: 'button', onclick: () => say(text), data: { testid: 'starter' } }, text)),
    ),
  );
  show();
}

// --- The conversation and its socket ---

/** Shows a conversation: the one named, or a new one that the server names. */
async function open(id) {
  connection?.close();
  connection = null;
  state = initialState();
  connectionState = 'connecting';
  conversationId = id;
  show();
  if (id === null) {
    // Minted there, so that it lands on the instance that answers; a name of our own does as well.
    const minted = await session.call('/v1/conversations', { method: 'POST', body: {} }).catch(() => null);
    if (conversationId !== null) {
      return;
    }
    conversationId = minted?.id ?? newId();
  }
  localStorage.setItem(LAST_CONVERSATION, conversationId);
  if (location.hash !== `#${conversationId}`) {
    history.pushState(null, '', `#${conversationId}`);
  }
  state = { ...state, outbox: keptOutbox() };
  connection = connectTo(conversationId);
  connection.open();
}

function connectTo(id) {
  return new Connection({
    url: (cursor) => {
      const address = new URL(`/v1/conversations/${id}/socket`, location.href);
      address.protocol = address.protocol.replace('http', 'ws');
      if (cursor) {
        address.searchParams.set('after', `${cursor.epoch}.${cursor.sequence}`);
      }
      return address.href;
    },
    token: (renew) => (renew ? session.renew() : session.token()),
    cursor: () => state.cursor,
    onFrame: dispatch,
    onOpen: () => state.outbox.filter((mine) => mine.status === 'pending').forEach(sendNow),
    onState: (name) => {
      connectionState = name;
      show();
    },
    onNotFound: async () => {
      await open(null);
      dispatch({ type: 'page.notice', kind: 'notFound' });
    },
    onRefused: (reason) => dispatch({ type: 'page.notice', kind: 'refused', text: strings.refused(reason) }),
    onDesync: () => {
      state = { ...state, cursor: null };
    },
    onTokenError: (error) => {
      if (error instanceof HttpError && error.status === 404) {
        connection.close();
        connectionState = 'closed';
        dispatch({ type: 'page.notice', kind: 'signInNeeded' });
      }
    },
  });
}

/** What is not yet with the server outlives a reload of this tab. */
function keepOutbox() {
  const pending = state.outbox.filter((mine) => mine.status === 'pending');
  sessionStorage.setItem(`quillmesh.outbox.${conversationId}`, JSON.stringify(pending));
}

function keptOutbox() {
  try {
    return JSON.parse(sessionStorage.getItem(`quillmesh.outbox.${conversationId}`)) ?? [];
  } catch {
    return [];
  }
}

// --- What the person does ---

function say(text, choiceId) {
  const message = { id: newId(), runId: newId(), text, choiceId };
  dispatch({ type: 'page.sent', message });
  sendNow(message);
  input.focus();
}

/** When it can't be sent now, it is sent at the next connection, under the same id: one message, one turn. */
function sendNow({ id, runId, text, choiceId }) {
  connection?.send({
    threadId: conversationId,
    runId,
    state: {},
    messages: [{ id, role: 'user', content: text }],
    tools: [],
    context: [],
    forwardedProps: { whenBusy: 'enqueue', language, ...(choiceId ? { choiceId } : {}) },
  });
}

const actions = {
  choose: (choice) => say(choice.message, choice.id),
  repeat: (text) => say(text),
  suggest: (text) => write(text),
  resend: (id) => {
    dispatch({ type: 'page.resent', id });
    sendNow(state.outbox.find((mine) => mine.id === id));
  },
  edit: ({ id, text }) => {
    dispatch({ type: 'page.withdrawn', id });
    write(text);
  },
};

function write(text) {
  input.value = text;
  fit(input);
  input.focus();
}

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = input.value.trim();
  if (text !== '') {
    input.value = '';
    fit(input);
    say(text);
  }
});

const touch = matchMedia(TOUCH);
const showWhatEnterDoes = () => set(input, 'enterKeyHint', touch.matches ? 'enter' : 'send');
touch.addEventListener('change', showWhatEnterDoes);
showWhatEnterDoes();
if (globalThis.visualViewport) {
  keepAboveKeyboard(document.documentElement, visualViewport);
}

input.addEventListener('input', () => fit(input));
addEventListener('resize', () => fit(input));
input.addEventListener('keydown', (event) => {
  if (sends(event, touch.matches)) {
    event.preventDefault();
    byId('composer').requestSubmit();
  }
});

byId('stop').addEventListener('click', () => {
  if (connection?.send({ type: 'abort', runId: state.run?.id })) {
    dispatch({ type: 'page.stopping' });
  }
});

/** What was written of a stopped article becomes the article, as an edit of the one before. */
byId('use-draft').addEventListener('click', () => {
  connection?.send({ type: 'edit', baseVersion: state.shared.article?.version ?? 0, markdown: state.draft.text });
});

byId('new-conversation').addEventListener('click', () => {
  open(null);
  input.focus();
});

byId('language').addEventListener('change', ({ target }) => {
  language = target.value;
  strings = LANGUAGES[language];
  localStorage.setItem(LANGUAGE, language);
  showTexts();
});

byId('conversations').addEventListener('click', () => showConversations(session, strings, conversationId));

// The address names the conversation: back, forward and links work.
addEventListener('popstate', openAddressed);
addEventListener('online', () => connection?.open());

function openAddressed() {
  const named = location.hash.slice(1);
  if (isId(named) && named !== conversationId) {
    open(named);
  }
}

showTexts();
const named = location.hash.slice(1);
const last = localStorage.getItem(LAST_CONVERSATION) ?? '';
open(isId(named) ? named : isId(last) ? last : null);
