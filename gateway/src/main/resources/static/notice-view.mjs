// A notice as elements: what went wrong, and what to do.

import { noticeText } from './announcements.mjs';
import { element, foreign, inParts } from './dom.mjs';

export function noticeElements(notice, strings) {
  const { kind, code, text } = notice;
  const failed = kind === 'run' || kind === 'agent' || kind === 'rejected';
  return [
    element('p', {}, ...inParts(noticeText(notice, strings))),
    // For the operator of the server: the cause and the remedy, in the agent's words.
    ...(failed && text && code?.startsWith('MODEL_') ? [foreign('p', { className: 'note' }, text)] : []),
  ];
}
