// Calls of the gateway's HTTP interface, and how they fail.

import { fileName } from './file-name.mjs';

/** Milliseconds. If an answer takes longer, it will not come: the path is dead. */
const PATIENCE = 20_000;

/** A call that the gateway answered with an error; status 0 if it could not be reached. */
export class HttpError extends Error {
  /** @param code of the problem, if the answer is one */
  constructor(status, message, code) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
    this.code = code;
  }

  /** Whether another attempt would have the same result as long as nobody changes something. */
  isFinal() {
    return this.status >= 400 && this.status < 500 && ![401, 408, 425, 429].includes(this.status);
  }
}

/** Asks once. @throws HttpError if there is no answer, or if the answer is an error */
export async function request(fetch, path, options) {
  let response;
  try {
    response = await fetch(path, { ...options, signal: AbortSignal.timeout?.(PATIENCE) });
  } catch (error) {
    throw new HttpError(0, `${options.method} ${path}: ${error.message}`);
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => null);
    const why = problem?.detail ?? problem?.title;
    throw new HttpError(response.status, `${options.method} ${path}: ${response.status}${why ? `, ${why}` : ''}`, problem?.code);
  }
  return response;
}

/**
 * Calls as the session's person, a second time if the server does not accept the first token.
 *
 * @return the parsed answer; its text if `as` is "text"; { blob, name } if it is "file"; null if it is empty
 */
export async function call(session, fetch, path, { method = 'GET', body, as = 'json' } = {}) {
  const ask = (token) =>
    request(fetch, path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const token = await session.token();
  const response = await ask(token).catch(async (error) => {
    if (error.status !== 401) {
      throw error;
    }
    return ask(await session.renew(token));
  });
  if (response.status === 204) {
    return null;
  }
  switch (as) {
    case 'text':
      return response.text();
    case 'file':
      return { blob: await response.blob(), name: fileName(response.headers.get('Content-Disposition'), 'article') };
    default:
      return response.json();
  }
}
