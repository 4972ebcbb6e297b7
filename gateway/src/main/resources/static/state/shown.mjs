// What of the state is shown. Pure.

/** The article to show: the one being written as soon as it has text, else the last version. */
export function shownArticle({ draft, shared }) {
  if (draft?.selection) {
    return { ...withPassage(draft, shared.article?.markdown ?? ''), version: null, writing: true, unfinished: false };
  }
  if (draft?.text) {
    return { markdown: draft.text, version: null, writing: !draft.unfinished, unfinished: draft.unfinished };
  }
  return {
    markdown: shared.article?.markdown ?? '',
    version: shared.article?.version ?? null,
    writing: draft !== null && !draft.unfinished,
    unfinished: false,
    size: draft === null ? (shared.article?.size ?? null) : null,
    cut: draft === null && shared.article?.unfinished === true,
  };
}

/** The article with a passage as far as it is written. Until it has a word, the old one stays. */
function withPassage({ text, selection: { start, end } }, markdown) {
  const passage = {
    before: markdown.slice(0, start),
    was: markdown.slice(start, end),
    text: text === '' ? markdown.slice(start, end) : text,
    after: markdown.slice(end),
  };
  return { markdown: passage.before + passage.text + passage.after, passage };
}

/** The next steps to offer. Those of an earlier turn are not offered while a turn runs. */
export function shownChoices({ run, shared }) {
  return run && !run.choicesOffered ? [] : (shared.choices ?? []);
}

/** Whether this was asked already. A button that is pressed twice asks once. */
export function isUnderWay({ outbox, run }, text) {
  return run?.asked === text || outbox.some((mine) => mine.status !== 'rejected' && mine.text === text);
}
