// What the page does, without the document: one conversation at a time, its state, its connection, its texts.

import { HttpError, SessionEnded, newId } from '../client/index.mjs';
import { keyOf, opinionFrame } from '../feedback/feedback.mjs';
import { joined } from './drafts.mjs';
import { MAX_WAITING } from './limits.mjs';
import { keepOutbox, keptOutbox } from './outbox.mjs';
import { isUnderWay } from './shown.mjs';
import { initialState, reduce } from './state.mjs';

const LAST_CONVERSATION = 'quillmesh.conversation';

/** If the server answers, but so many sockets did not open, something in between blocks sockets. */
const UNOPENED = 4;

export class Client {
  state = initialState();
  conversationId = null;
  connectionState = 'connecting';
  /** The notice of what the person has to do before the page can continue: {kind, detail}. */
  blocked = null;

  #options;
  /** The conversation as the gateway's client has it, see client/index.d.ts. */
  #conversation = null;
  /** How often a conversation was opened or named. An answer to a request from an earlier count is too late. */
  #opened = 0;
  #originRefused = false;
  /** Opinions that the server has not confirmed yet, by what they are about. One that is sent twice counts once. */
  #opinions = new Map();
  /** The ids of messages that were taken back while there was no connection. */
  #withdrawn = new Set();

  /**
   * @param options.gateway who asks, and what connects
   * @param options.lasting a store that survives the visit
   * @param options.ofTab a store that survives a reload of this tab; two tabs do not disturb each other
   * @param options.drafts what is typed
   * @param options.showAddress (id, push) => names a conversation in the address
   * @param options.language () => of the labels
   * @param options.words (kind, detail) => a notice's text if it has a detail
   * @param options.onOpened called with the id whose draft is to be shown
   * @param options.onChange called with the state before, after every change
   */
  constructor(options) {
    this.#options = options;
  }

  /** The conversation that was shown last. */
  get last() {
    return this.#options.lasting.get(LAST_CONVERSATION);
  }

  /**
   * Shows a conversation: the one named, or a new one.
   *
   * @param options.push whether the back button leads to what is shown now
   * @param options.notice the kind of a notice to begin with
   * @param options.text a text from a conversation that does not exist any more
   */
  open(id, { push = false, notice, text = '' } = {}) {
    this.#conversation?.close();
    this.#conversation = null;
    this.state = initialState();
    this.connectionState = 'connecting';
    this.blocked = null;
    this.#originRefused = false;
    this.#opinions.clear();
    this.#withdrawn.clear();
    this.#opened += 1;
    const { drafts } = this.#options;
    if (text !== '') {
      drafts.keep(id, joined(drafts.get(id), text));
    }
    if (id === null) {
      this.#show(id, push);
      this.#mint(this.#opened);
    } else {
      this.#begin(id, push);
    }
    if (notice) {
      this.notify(notice);
    }
  }

  /** Opens a new conversation because the person asked for it. */
  openNew() {
    if (this.blocked?.kind === 'sessionEnded') {
      this.#beginAnew();
    } else if (this.blocked?.kind === 'erased') {
      this.open(null, { push: true, text: this.#leftover() });
    } else {
      this.open(null, { push: true });
    }
  }

  /** The server gives the id, so that the answering instance is the conversation's host. Our own id works, too. */
  async #mint(opened) {
    const { gateway } = this.#options;
    const minted = await gateway.create().catch(() => null);
    if (opened === this.#opened) {
      this.#name(minted ?? newId());
    } else if (minted) {
      // Before the answer came, something was sent or another conversation was opened.
      gateway.delete(minted).catch(() => {});
    }
  }

  #name(id) {
    const { drafts } = this.#options;
    this.#opened += 1;
    drafts.keep(id, drafts.get(null));
    drafts.keep(null, '');
    this.#begin(id, false);
  }

  #begin(id, push) {
    const { lasting, ofTab } = this.#options;
    lasting.set(LAST_CONVERSATION, id);
    this.state = { ...this.state, outbox: keptOutbox(ofTab, id) };
    this.#show(id, push);
    this.#connect();
  }

  #show(id, push) {
    this.conversationId = id;
    this.#options.showAddress(id, push);
    this.#options.onOpened(id);
    this.#options.onChange(this.state);
  }

  // --- What happens ---

  dispatch(event) {
    const before = this.state;
    this.state = reduce(before, event);
    if (this.state.feedbackBefore === null) {
      this.#opinions.clear();
    }
    if (this.state.outbox !== before.outbox) {
      keepOutbox(this.#options.ofTab, this.conversationId, this.state.outbox);
    }
    this.#options.onChange(before);
  }

  /** Tells the person something that is not an event of the server. */
  notify(kind, detail) {
    this.dispatch({ type: 'page.notice', kind, text: this.#options.words(kind, detail) });
  }

  #connect() {
    const id = this.conversationId;
    let shut = false;
    this.#conversation = this.#options.gateway.connect(id, {
      onEvent: (event) => this.dispatch(event),
      onStatus: (status) => {
        shut &&= status !== 'open';
        this.connectionState = shut ? 'closed' : status;
        this.#options.onChange(this.state);
        if (status === 'open') {
          // After the messages, which are sent again first.
          queueMicrotask(() => this.#catchUp());
        }
      },
      onProblem: async ({ kind, reason, error, attempts }) => {
        switch (kind) {
          case 'NOT_FOUND':
            return this.#gone();
          case 'ORIGIN':
            return this.#refusedOrigin();
          case 'POLICY':
            return this.#refused(reason);
          case 'TOKEN':
            return this.#stopIfFinal(error);
          case 'UNOPENED':
            if ((attempts === 1 || attempts === UNOPENED) && (await this.#serverAnswers()) && attempts === UNOPENED) {
              if (this.conversationId === id && this.connectionState !== 'open') {
                shut = true;
                this.connectionState = 'closed';
                this.notify('noSocket');
              }
            }
        }
      },
    });
    this.connectionState = this.#conversation.status;
    this.#options.onChange(this.state);
    this.#pending().forEach((mine) => this.#send(mine));
  }

  /** A browser does not say why a socket does not open. An ordinary call may. */
  async #serverAnswers() {
    try {
      await this.#options.gateway.session.check();
      return true;
    } catch (error) {
      this.#stopIfFinal(error);
      return false;
    }
  }

  /** The stored token may lack the origin where it was given. So a renewed token is tried, once. */
  async #refusedOrigin() {
    const opened = this.#opened;
    if (this.#originRefused) {
      this.#block('forbidden');
    } else if ((await this.#serverAnswers()) && opened === this.#opened) {
      this.#originRefused = true;
      this.#connect();
    }
  }

  #refused(reason) {
    const longest = this.#pending().sort((one, other) => other.text.length - one.text.length).at(0);
    if (longest && /^frame too large/.test(reason)) {
      // If it were sent again and again, nothing else could be sent.
      this.dispatch({ type: 'page.refused', id: longest.id, code: 'MESSAGE_TOO_LARGE' });
      this.#connect();
    } else {
      this.#block('refused', reason);
    }
  }

  /** Tells the person about a lasting problem instead of showing an attempt to connect. */
  #stopIfFinal(error) {
    if (error instanceof SessionEnded) {
      if (this.#showsSomething()) {
        this.#block('sessionEnded');
      } else {
        this.#beginAnew();
      }
    } else if (error instanceof HttpError && error.status === 404) {
      this.#block('signInNeeded');
    } else if (error instanceof HttpError && error.code === 'FORBIDDEN') {
      this.#block('forbidden');
    } else if (error instanceof HttpError && error.isFinal()) {
      this.#block('denied', error.status);
    }
  }

  /** There is no such conversation any more. What is shown of it stays, because somebody may be reading it. */
  #gone() {
    if (this.#showsSomething()) {
      this.#block('erased');
    } else {
      this.open(null, { notice: 'notFound', text: this.#leftover() });
    }
  }

  #showsSomething() {
    const { messages, shared } = this.state;
    return Boolean(shared.article) || messages.some(({ role }) => role !== 'notice');
  }

  #block(kind, detail) {
    this.#conversation?.close();
    this.connectionState = 'closed';
    this.blocked = { kind, detail };
    this.notify(kind, detail);
  }

  /** The earlier session has ended. The unsent texts of its person stay theirs. */
  #beginAnew() {
    const text = this.#leftover();
    this.#options.gateway.session.forget();
    this.open(null, { notice: 'sessionBegun', text });
  }

  /** What was sent or typed in a conversation that does not exist any more. */
  #leftover() {
    const { ofTab, drafts } = this.#options;
    const texts = [...this.state.outbox.map((mine) => mine.text), drafts.get(this.conversationId)];
    keepOutbox(ofTab, this.conversationId, []);
    drafts.keep(this.conversationId, '');
    return texts.filter((text) => text.trim() !== '').join('\n');
  }

  // --- What the person does ---

  /**
   * Takes a message. Returns false if it cannot be taken, and tells the person why.
   *
   * @param selection the passage of the article that it is about: {version, start, end, text}
   */
  say(text, choiceId, selection) {
    if (this.#isHeldUp()) {
      return false;
    }
    if (this.state.outbox.filter((mine) => mine.status !== 'rejected').length >= MAX_WAITING) {
      this.notify('queueFull');
      return false;
    }
    if (this.conversationId === null) {
      this.#name(newId());
    }
    this.#take({ text, choiceId, selection });
    return true;
  }

  /** Whether the person has to do something before the page can continue. If so, they are told again. */
  #isHeldUp() {
    if (this.blocked) {
      this.notify(this.blocked.kind, this.blocked.detail);
    }
    return this.blocked !== null;
  }

  #take(content) {
    const message = { id: newId(), runId: newId(), ...content };
    this.dispatch({ type: 'page.sent', message });
    this.#send(message);
  }

  /** A button sends its message once, however often it is pressed before the answer. */
  press(text, choiceId) {
    return isUnderWay(this.state, text) || this.say(text, choiceId);
  }

  /** Sends a refused message again, under the same id. */
  resend(id) {
    this.dispatch({ type: 'page.resent', id });
    this.#send(this.state.outbox.find((mine) => mine.id === id));
  }

  stop() {
    if (this.#conversation?.abort({ runId: this.state.run?.id })) {
      this.dispatch({ type: 'page.stopping' });
    }
  }

  /** The text of a stopped article becomes the article. It stays its agent's work, so it is restored if it was kept. */
  useDraft() {
    const { draft, shared } = this.state;
    const baseVersion = shared.article?.version ?? 0;
    const use = () => (draft.version ? this.restore(draft.version) : (this.#conversation?.edit(draft.text, { baseVersion }) ?? false));
    if (draft && !draft.used && use()) {
      this.dispatch({ type: 'page.draftUsed' });
    }
  }

  /** Makes the text of an earlier version the article again. Returns false if it cannot be sent now. */
  restore(version) {
    return this.#conversation?.restore(version, { baseVersion: this.state.shared.article?.version ?? 0 }) ?? false;
  }

  /** The page comes back from the browser's history. Much may have changed, also in this tab's store. */
  comeBack() {
    this.open(this.conversationId);
  }

  /** The network has changed, or somebody looks again after a while. Anything may have happened. */
  look() {
    this.#conversation?.look();
    this.#options.gateway.session.freshen();
  }

  #pending() {
    return this.state.outbox.filter((mine) => mine.status === 'pending');
  }

  /** If it cannot be sent now, the conversation sends it later, with the same id: one message, one turn. */
  #send({ id, runId, text, choiceId, replaces, selection }) {
    this.#conversation?.send(text, { messageId: id, runId, choiceId, replaces, selection, language: this.#options.language() });
  }

  /**
   * Asks again for the answer to the last message, or sends it corrected. The new turn takes the last one's place.
   *
   * @param replaces the id of the last message
   */
  replace(replaces, text) {
    if (this.#isHeldUp()) {
      return false;
    }
    this.#take({ text, replaces });
    return true;
  }

  /**
   * Takes a waiting message back. It may be too late: then its turn is stopped.
   *
   * @param leaving "edit" to change it, or "drop"
   * @return the message, if it is back at once
   */
  takeBack(id, leaving) {
    if (this.#conversation?.abort({ messageId: id }) && this.connectionState === 'open') {
      this.dispatch({ type: 'page.leaving', id, leaving });
      return undefined;
    }
    const taken = this.state.outbox.find((mine) => mine.id === id);
    this.#withdrawn.add(id);
    this.dispatch({ type: 'page.withdrawn', id });
    return taken;
  }

  /**
   * Says what the person thinks of a reply or a version.
   *
   * @param target {messageId} or {articleVersion}
   * @param opinion {rating: "good" | "bad" | "none", reason}
   */
  rate(target, opinion) {
    if (this.#isHeldUp()) {
      return;
    }
    this.dispatch({ type: 'page.rated', target, opinion });
    this.#opinions.set(keyOf(target), opinionFrame(target, opinion));
    this.#conversation?.feedback(this.#opinions.get(keyOf(target)));
  }

  /** Says again what may have been lost with the last connection. */
  #catchUp() {
    const leaving = this.state.outbox.filter((mine) => mine.leaving).map(({ id }) => id);
    [...this.#withdrawn, ...leaving].forEach((messageId) => this.#conversation?.abort({ messageId }));
    this.#withdrawn.clear();
    this.#opinions.forEach((opinion) => this.#conversation?.feedback(opinion));
  }

  /** The person has deleted a conversation. If it is the one that is shown, a new one begins. */
  forget(id) {
    const { ofTab, drafts } = this.#options;
    keepOutbox(ofTab, id, []);
    drafts.keep(id, '');
    if (id === this.conversationId) {
      this.open(null, { notice: 'deleted' });
    }
  }

  /**
   * Sends what the person made of a version of the article. Returns false if there is no connection.
   *
   * @param whenStale "reject", or "keep": if there is a newer version, the text is kept beside it
   */
  edit(markdown, baseVersion, whenStale) {
    const isSent = this.#conversation?.edit(markdown, { baseVersion, whenStale }) ?? false;
    if (isSent) {
      this.dispatch({ type: 'page.edited', markdown, baseVersion });
    }
    return isSent;
  }
}
