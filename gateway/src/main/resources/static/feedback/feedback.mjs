// What the person thinks of replies and versions of the article. Pure.

/** In characters. The server takes 2 KB; three bytes each is what most take at most. */
export const LONGEST_REASON = 600;

export const keyOf = ({ messageId, articleVersion }) => messageId ?? `version/${articleVersion}`;

/** The opinion {rating, reason}; the rating is 'none' where there is none. */
export function opinionOn({ feedback }, target) {
  const known = feedback !== null && typeof feedback === 'object' && Object.hasOwn(feedback, keyOf(target)) ? feedback[keyOf(target)] : null;
  return known?.rating === 'good' || known?.rating === 'bad'
    ? { rating: known.rating, reason: typeof known.reason === 'string' ? known.reason : '' }
    : { rating: 'none', reason: '' };
}

/** What the server is told. */
export function opinionFrame(target, { rating, reason = '' }) {
  return { ...target, rating, ...(reason === '' ? {} : { reason }) };
}

/** The shared state as it will be when the server has taken an opinion. */
export function withOpinion(shared, target, { rating, reason = '' }) {
  const { [keyOf(target)]: _, ...others } = shared.feedback ?? {};
  return { ...shared, feedback: rating === 'none' ? others : { ...others, [keyOf(target)]: { rating, reason } } };
}
