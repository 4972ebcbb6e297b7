// What the declared agents have answered in the newest turn: one card each, below the conversation.

import { byId, element, set, showList } from '../dom/dom.mjs';
import { noticeElements } from '../talk/notice-view.mjs';
import { showMarkdown } from '../text/markdown.mjs';
import { languageOf } from '../text/text-language.mjs';
import { duration, shownAnswers } from './agents.mjs';
import { jsonOf } from './answer-shape.mjs';
import { answerElements } from './answer-view.mjs';

const list = byId('answers');
/** The agents whose cards the person has closed. */
const closed = new Set();

/**
 * @param agentList labels and schemas
 * @return whether something has changed
 */
export function showAnswers(state, strings, language, agentList, choose) {
  const answers = shownAnswers(state);
  let changed = false;
  set(list, 'hidden', answers.length === 0);
  showList(list, answers, {
    key: ({ name }) => name,
    create: ({ name }) => {
      changed = true;
      return create(name);
    },
    update: (child, answer) => {
      const label = agentList.label(answer.name, language);
      const schema = agentList.schema(answer.name);
      showHead(child, answer, label, strings);
      const before = child.shown;
      const isSame = before?.strings === strings && before.status === answer.status && before.schema === schema && isEqual(before.answer, answer.answer);
      child.shown = { ...answer, strings, schema };
      if (!isSame) {
        changed = true;
        showBody(child.querySelector('.answer-body'), answer, schema, strings, choose);
      }
    },
  });
  return changed;
}

/** Brings an agent's card into view and opens it. */
export function goToAnswer(name) {
  const details = document.getElementById(answerId(name)).firstElementChild;
  details.open = true;
  details.firstElementChild.focus({ preventScroll: true });
  details.parentElement.scrollIntoView({ block: 'start' });
}

const answerId = (name) => `answer-${name}`;

function create(name) {
  const head = element('summary', {}, element('span', { className: 'answer-label' }), ' ', element('span', { className: 'answer-time' }));
  const details = element('details', { open: !closed.has(name) }, head, element('div', { className: 'answer-body' }));
  details.addEventListener('toggle', () => (details.open ? closed.delete(name) : closed.add(name)));
  return element('li', { id: answerId(name), className: 'answer', data: { testid: 'answer', agent: name } }, details);
}

function showHead(child, { status, code, ms, model, streaming }, label, strings) {
  const [name, time] = child.querySelectorAll('summary > span');
  set(child.dataset, 'status', status);
  set(name, 'textContent', label);
  set(name, 'lang', languageOf(label));
  set(time, 'textContent', status === 'done' ? duration(ms) : streaming ? strings.writing : strings.agentStatus[status]);
  set(time, 'title', [code, model].filter(Boolean).join(' · '));
}

function showBody(body, { status, code, message, answer }, schema, strings, choose) {
  if (status === 'failed') {
    body.replaceChildren(...noticeElements({ kind: 'agent', agent: 'declared', code, text: message }, strings));
  } else if (typeof answer === 'string') {
    if (!body.firstElementChild?.matches('.said')) {
      body.replaceChildren(element('div', { className: 'said', dir: 'auto' }));
    }
    set(body.firstElementChild, 'lang', languageOf(answer));
    showMarkdown(body.firstElementChild, answer);
  } else {
    const shown = answerElements(answer, schema, strings, choose);
    body.replaceChildren(...(shown.length > 0 ? shown : [element('p', { className: 'note' }, strings.emptyAnswer)]));
  }
}

/** Each delta brings all results anew. */
function isEqual(one, other) {
  return one === other || jsonOf(one) === jsonOf(other);
}
