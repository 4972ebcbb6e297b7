// A notice as elements: what went wrong, and what to do.

import { element, foreign, inParts } from '../dom/dom.mjs';
import { noticeText } from '../state/announcements.mjs';

export function noticeElements(notice, strings) {
  const { kind, code, text } = notice;
  const failed = kind === 'run' || kind === 'agent' || kind === 'rejected';
  return [
    element('p', {}, ...inParts(noticeText(notice, strings))),
    // For the operator of the server: the cause and the remedy, in the agent's words.
    ...(failed && text && code?.startsWith('MODEL_') ? [foreign('p', { className: 'note' }, text)] : []),
  ];
}
