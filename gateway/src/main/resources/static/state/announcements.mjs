// What screen readers say: each thing once, when it is complete. A stream that is read out word by word would be noise.
// Pure: (state before, state after) -> what to say.

import { shownAnswers } from '../agents/agents.mjs';
import { shownChoices } from './shown.mjs';

/**
 * @param labelOf (name) => how a declared agent is called
 * @return a list of {text}, or {reply: id} for a reply as it is shown
 */
export function announcements(before, after, strings, labelOf = (name) => name) {
  return [
    ...completedReplies(before, after).map(({ id }) => ({ reply: id })),
    ...newVersion(before, after, strings),
    ...newNotices(before, after).map((notice) => ({ text: noticeText(notice, strings).join(' ') })),
    ...newRefusals(before, after).map((mine) => ({ text: refusalText(mine, strings).join(' ') })),
    ...newChoices(before, after, strings),
    ...newAnswers(before, after, strings, labelOf),
  ];
}

/** The text of a notice: our own words and, as a second part, words of somebody else. */
export function noticeText({ kind, agent, code, text }, strings) {
  if (kind !== 'run' && kind !== 'agent' && kind !== 'rejected') {
    return [text ?? strings[kind]];
  }
  const failure = strings.failure[agent ?? kind];
  return strings.advice[code] ? [`${failure} ${strings.advice[code]}`] : text ? [failure, text] : [`${failure} ${strings.tryAgain}`];
}

/** The text beside a refused message, in the same two parts. */
export function refusalText({ code, reason }, strings) {
  return strings.advice[code]
    ? [`${strings.failure.rejected} ${strings.advice[code]}`]
    : [strings.failure.rejected, ...(reason ? [reason] : [])];
}

function completedReplies(before, after) {
  const streamed = new Set(before.messages.filter(({ streaming }) => streaming).map(({ id }) => id));
  return after.messages.filter(({ id, streaming, text }) => streamed.has(id) && !streaming && text !== '');
}

function newVersion(before, after, strings) {
  const { version = 0, markdown } = after.shared.article ?? {};
  // Somebody who writes need not hear of each save.
  const isOwn = after.edit !== null && after.edit?.markdown === markdown;
  // An earlier one is none that is ready: a turn in the place of another one goes back first.
  return isLive(after) && !isOwn && version > (before.shared.article?.version ?? 0) ? [{ text: strings.versionReady(version) }] : [];
}

function newNotices(before, after) {
  const known = new Set(before.messages.map(({ id }) => id));
  return after.notices > before.notices ? after.messages.filter(({ id, role }) => role === 'notice' && !known.has(id)) : [];
}

function newRefusals(before, after) {
  const refused = new Set(before.outbox.filter(({ status }) => status === 'rejected').map(({ id }) => id));
  return after.outbox.filter(({ id, status }) => status === 'rejected' && !refused.has(id));
}

/** That a declared agent has answered, or why not. The answer itself may be long, and nobody has asked for it. */
function newAnswers(before, after, strings, labelOf) {
  const isOver = ({ status }) => status === 'done' || status === 'failed';
  const known = new Set(shownAnswers(before).filter(isOver).map(({ name }) => name));
  const fresh = isLive(after) ? shownAnswers(after).filter((answer) => isOver(answer) && !known.has(answer.name)) : [];
  return fresh.map(({ name, status, code, message }) => {
    const failure = () => noticeText({ kind: 'agent', agent: 'declared', code, text: message }, strings).join(' ');
    return { text: status === 'done' ? strings.answerReady(labelOf(name)) : `${labelOf(name)}: ${failure()}` };
  });
}

/** Something happens now; a snapshot only tells what was. */
function isLive({ run, aside }) {
  return run !== null || aside !== null;
}

/** Choices come twice, in the state and as an activity. */
function newChoices(before, after, strings) {
  const labels = shownChoices(after).map(({ label }) => label);
  const known = shownChoices(before).map(({ label }) => label);
  return after.run && labels.length > 0 && labels.join('\n') !== known.join('\n') ? [{ text: strings.nextSteps(labels) }] : [];
}
