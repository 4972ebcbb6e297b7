/**
 * The client of a Quillmesh gateway: AG-UI over a WebSocket, with resumption. It needs no document and no other package.
 * In browsers, and in Node 22 and later, there is a WebSocket; in Node 20 give the one of the package `ws`.
 *
 * ```js
 * import { Gateway } from 'quillmesh-client';
 *
 * const gateway = new Gateway({ url: 'http://localhost:8080' });
 * const conversation = gateway.connect(undefined, {
 *   onEvent: (event) => event.type === 'TEXT_MESSAGE_CONTENT' && console.log(event.delta),
 * });
 * await conversation.finished(conversation.send('Help me write a travelogue about London'));
 * console.log(conversation.state.article?.markdown);
 * conversation.close();
 * ```
 *
 * The gateway's protocol.md says what each frame, code and limit means. Names are those of AG-UI: a `threadId` is a
 * conversation, a `runId` a turn.
 */

/** A gateway: who asks, its conversations, and its HTTP interface. One for each person. */
export class Gateway {
  /** @throws TypeError without `url`, unless a gateway serves this module */
  constructor(options?: GatewayOptions);

  /** Where the gateway is. It ends in a slash. */
  readonly url: URL;

  /** Who asks. */
  readonly session: Session;

  /** The address of one of the gateway's paths, such as `/v1/agents`. It has no token. */
  resolve(path: string): URL;

  /**
   * Opens a conversation and keeps it open until it is closed: resumes where it broke off, with growing pauses of 0.25 to
   * 15 seconds, and renews the token when the gateway wants it.
   *
   * @param threadId a UUID; a new one begins a conversation. Without it, a new one is made
   * @throws TypeError if there is no WebSocket
   */
  connect(threadId?: string, options?: ConnectOptions): Conversation;

  /**
   * Calls any path of the gateway. The answer is parsed; null if it is empty.
   *
   * @throws HttpError if the gateway refuses or cannot be reached; it is tried once, and a second time with a renewed token
   * @throws SessionEnded if the token cannot be renewed
   */
  call(path: string, options?: CallOptions): Promise<any>;

  /** The agents of the mesh. @throws HttpError, SessionEnded; so do all calls below */
  agents(): Promise<Agent[]>;

  /** The person's conversations, the most recent first. Give `next` of a page as `after` to get the next one. */
  conversations(page?: { query?: string; limit?: number; after?: string }): Promise<{ conversations: ConversationSummary[]; next?: string }>;

  /** A new conversation, and its id. `connect` with a new UUID does the same. */
  create(options?: { title?: string }): Promise<string>;

  /** @param title 1 to 200 characters */
  rename(threadId: string, title: string): Promise<null>;

  /** Erases a conversation. Whoever is connected to it gets the problem NOT_FOUND. */
  delete(threadId: string): Promise<null>;

  /** The text of the article: the present version, or the one that is named. */
  article(threadId: string, options?: { version?: number; format?: 'markdown' | 'html' | 'text' }): Promise<string>;

  /** The article as a file, with the name that the gateway gives it. */
  download(threadId: string, options?: { version?: number; format?: 'markdown' | 'html' | 'text' | 'docx' }): Promise<{ blob: Blob; name: string }>;

  /** The versions of the article, the newest first, without their texts. `before` is the last version of the page before. */
  versions(threadId: string, page?: { before?: number; limit?: number }): Promise<{ versions: Version[]; current: number; more: boolean }>;

  version(threadId: string, version: number): Promise<Version & { markdown: string }>;

  /** What changed from one version to another; without `from`, since the version that this one was made from. */
  diff(threadId: string, version: number, options?: { from?: number }): Promise<Diff>;

  /** Who wrote each span of a version. The spans cover its text exactly, in order, in UTF-16 units. */
  provenance(threadId: string, version: number): Promise<{ version: number; spans: Span[] }>;
}

export interface GatewayOptions extends ConnectOptions {
  /** Where the gateway is, with the path that a proxy may have put it under. Default: where this module came from. */
  url?: string | URL;
  /**
   * Gives a token of the gateway's OpenID Connect issuer. It is called for the first token, and again with a token that
   * the gateway refused; then it must give another one. Default: an anonymous session of the gateway, which is kept in
   * `storage` and renewed in time.
   */
  token?: (refused: string | null) => string | Promise<string>;
  /** Where the anonymous token is kept. Default: in memory, so that each start is another person. */
  storage?: { get(name: string): string | null | undefined; set(name: string, value: string): unknown };
  /** Default: the global one. */
  fetch?: (url: string, options: any) => Promise<any>;
}

export interface ConnectOptions {
  /**
   * Called with each event, when state and messages have it already. What a listener throws is logged and changes nothing.
   */
  onEvent?: (event: AgUiEvent, conversation: Conversation) => void;
  onStatus?: (status: Status, conversation: Conversation) => void;
  onProblem?: (problem: Problem, conversation: Conversation) => void;
  /** Of labels, if the language of a message cannot be told, as BCP 47. Default: English. */
  language?: string;
  /** Whether anybody looks. If not, nothing is done to find out that a connection has died. Default: always. */
  isWatched?: () => boolean;
  /** Default: the global one. */
  WebSocket?: new (url: string, protocols: string[]) => any;
}

/** connecting: for the first time or again. waiting: for the next attempt. closed: for good, see the problem. */
export type Status = 'connecting' | 'open' | 'waiting' | 'closed';

/** What keeps a conversation from being open. */
export type Problem =
  /** It belongs to somebody else, is erased, or was never there. The conversation is closed. */
  | { kind: 'NOT_FOUND'; reason: string }
  /** Pages of this origin may not use the gateway; `reason` names the origin. The conversation is closed. */
  | { kind: 'ORIGIN'; reason: string }
  /** The gateway wants no more of this client: a flood, a frame that is far too large, too many connections. It is closed. */
  | { kind: 'POLICY'; reason: string }
  /** There is no token: an HttpError, a SessionEnded or what `token` threw. It is tried again, until you close it. */
  | { kind: 'TOKEN'; reason: string; error: Error }
  /** So many sockets in a row did not open. It is tried again. */
  | { kind: 'UNOPENED'; reason: string; attempts: number };

/** A conversation, live. All clients that are connected to it see the same. */
export interface Conversation {
  readonly threadId: string;
  readonly status: Status;
  /** The shared state after the last event. An event makes a new object and does not change the one before. */
  readonly state: State;
  /** The messages after the last event, also the one that is being written. What was said of `state` is true for them, too. */
  readonly messages: Message[];
  /** The running turn. `messageId` is null if it answers no message. */
  readonly run: { runId: string; messageId: string | null } | null;

  /**
   * Says something. Without a connection it is sent later, and again with the same ids until the gateway has it: one
   * message id is one turn.
   *
   * @param content a text of at most 16 KB of UTF-8, or parts
   * @throws Error if the conversation is closed
   */
  send(content: string | ContentPart[], options?: SendOptions): Sent;

  /**
   * Says something about a passage of the article. Only the passage changes.
   *
   * @param selection from `start` to before `end`, in UTF-16 units of `state.article.markdown`
   * @throws RangeError if there is no such passage
   */
  rewrite(selection: { start: number; end: number }, content: string, options?: SendOptions): Sent;

  /**
   * The end of a turn. Give it what `send` returned. Null if the end was missed: its outcome is in `state` and `messages`.
   *
   * @throws RejectedError if the message was not taken; RunError if the turn failed; Error if the conversation was closed
   */
  finished(run: Sent): Promise<RunFinished | null>;

  /** Stops a turn, or takes a waiting message back. Without an id, the running turn. False if it cannot be sent now. */
  abort(what?: { runId: string } | { messageId: string }): boolean;

  /**
   * Makes a text the article, as a new version. A `STATE_DELTA` on `/article` says that it is done, `quillmesh.rejected`
   * that it is not.
   *
   * @param markdown the whole text, at most 200 KB of UTF-8
   * @param options.baseVersion the version that was changed. Default: the present one
   * @param options.whenStale if there is a newer version: `reject` it (default), or `keep` it beside the article
   * @return false if there is no connection now; nothing is sent later
   */
  edit(markdown: string, options?: { baseVersion?: number; whenStale?: 'reject' | 'keep' }): boolean;

  /** Makes the text of an earlier version the article again, as a new version. What was said of `edit` is true for it. */
  restore(version: number, options?: { baseVersion?: number }): boolean;

  /** What the person thinks of a reply or of a version; `none` takes it back. False if it cannot be sent now. */
  feedback(opinion: Opinion): boolean;

  /** Call it when the network or the visibility has changed: connects now, or asks whether the connection is alive. */
  look(): void;

  /** Ends the connection. No listener is called any more; turns go on. */
  close(): void;
}

export interface Sent {
  runId: string;
  messageId: string;
}

export interface SendOptions {
  /** Default: new ones. Send again with the same ids if you do not know whether it arrived. */
  messageId?: string;
  runId?: string;
  /** If a turn runs: wait for it (default), interrupt it, or refuse this message. */
  whenBusy?: 'enqueue' | 'interrupt' | 'reject';
  /** The choice that was pressed; its `message` is the content. */
  choiceId?: string;
  /** The message of the last turn, which this one replaces. */
  replaces?: string;
  /** Of the interface, as BCP 47. */
  language?: string;
  /** What the agents should know of the person's situation, for this message only; at most 16 KB of UTF-8. */
  context?: { description: string; value: string }[];
}

export interface ContentPart {
  type: string;
  text?: string;
  [more: string]: unknown;
}

export type Opinion = { rating: 'good' | 'bad' | 'none'; reason?: string } & ({ messageId: string } | { articleVersion: number });

/** Who asks. An anonymous session never changes its person, except after `forget`. */
export interface Session {
  /** A token to try. The first call asks the gateway, or your `token`. */
  token(): Promise<string>;
  /** Another token in the place of one that the gateway refused. @throws SessionEnded if there is none */
  renew(refused: string): Promise<string>;
  /** Renews an anonymous token if half of its life is over. A connected conversation does it by itself. */
  freshen(): Promise<void>;
  /** Asks the gateway for something that everybody may have. @throws HttpError if it refuses, SessionEnded */
  check(): Promise<unknown>;
  /** After a SessionEnded: the next token is of a new person, to whom no earlier conversation belongs. */
  forget(): void;
  /** Like `Gateway.call`. */
  call(path: string, options?: CallOptions): Promise<any>;
}

export interface CallOptions {
  method?: string;
  /** Is sent as JSON. */
  body?: unknown;
  as?: 'json' | 'text' | 'file';
}

/** The gateway answered with an error; `status` 0 if it could not be reached in 20 seconds. */
export class HttpError extends Error {
  private constructor();
  readonly status: number;
  /** The code of the problem, if the answer is one. */
  readonly code?: string;
  /** Whether another attempt would have the same result. */
  isFinal(): boolean;
}

/** The token is not accepted any more and cannot be renewed. Conversations of this person stay theirs. */
export class SessionEnded extends Error {}

/** A message or a command was not taken. */
export class RejectedError extends Error {
  private constructor();
  readonly code: string;
  readonly messageId?: string;
}

/** A turn has failed. */
export class RunError extends Error {
  private constructor();
  readonly code: string;
  readonly runId?: string;
}

/** A random UUID, also where a page came over plain HTTP and `crypto.randomUUID` is missing. */
export function newId(): string;

/** Whether this is a UUID. */
export function isId(text: string): boolean;

// --- What a conversation is ---

/** Members that are not known yet are absent. */
export interface State {
  intent?: { name: string; confidence: number; slots: Record<string, unknown> };
  context?: {
    summary: string;
    needs: { need: string; score: number }[];
    decisions: string[];
    entities: { id: string; name: string; type: string }[];
    relations: { from: string; type: string; to: string }[];
  };
  phase?: 'EXPLORING' | 'CHOOSING_TEMPLATE' | 'DRAFTING' | 'REVISING' | 'FINISHING';
  choices?: { id: string; label: string; message: string; intent: string; template?: string }[];
  article?: Article;
  /** By the agent's name. */
  agents?: Record<string, AgentState>;
  /** The last answers of the declared agents, by their names. */
  results?: Record<string, unknown>;
  /** Opinions by message id, or by `version/<number>`. */
  feedback?: Record<string, { rating: 'good' | 'bad'; reason?: string }>;
  [later: string]: unknown;
}

export interface Article {
  version: number;
  title: string;
  markdown: string;
  author: 'AGENT' | 'PERSON';
  /** Chinese by the character, the rest by the word; `unit` is that of most of it. */
  size: { count: number; unit: 'words' | 'characters' };
  /** Cut off by a token limit. */
  unfinished?: boolean;
}

export interface AgentState {
  status: 'WAITING' | 'WORKING' | 'DONE' | 'FAILED' | 'CANCELLED' | 'SKIPPED';
  /** Milliseconds. */
  ms?: number;
  inputTokens?: number;
  outputTokens?: number;
  model?: string;
}

export interface Message {
  /** `<runId>/article`, `<runId>/reply`, `<runId>/<agent>`; a person's message has the id that its client gave. */
  id: string;
  role: 'user' | 'assistant' | 'activity' | (string & {});
  content: any;
  /** Which agent's text it is, such as `article`; absent for replies. */
  name?: string;
  subagentRunId?: string;
  activityType?: string;
}

export interface ConversationSummary {
  id: string;
  title: string;
  /** ISO 8601. */
  createdAt: string;
  updatedAt: string;
}

export interface Agent {
  name: string;
  labels: Record<string, string>;
  after: string[];
  onUpstreamFailure: 'PROCEED' | 'FAIL';
  intents: string[];
  endsTurn: boolean;
  deadlineMs: number;
  output: 'RECORD' | 'TEXT';
  answerSchema: object | null;
  builtIn: boolean;
  status: 'ADMITTED' | 'REFUSED' | 'PENDING';
  reason: string | null;
  [more: string]: unknown;
}

/** Members that are not known are absent. */
export interface Version {
  version: number;
  author: 'AGENT' | 'PERSON';
  /** The version that it was made from; 0 if it was written anew. */
  base: number;
  /** ISO 8601. */
  createdAt: string;
  size: { count: number; unit: 'words' | 'characters' };
  title: string;
  agent?: string;
  model?: string;
  promptHash?: string;
  promptVariant?: string;
  runId?: string;
  messageId?: string;
  /** The message that led to it, at most 200 characters of it. */
  message?: string;
  /** The version whose text it is. */
  restored?: number;
  unfinished?: boolean;
  /** It was kept beside the article, and never was the article. */
  aside?: boolean;
}

/** All parts but the deleted ones are the text of `to`; all but the inserted ones that of `from`. */
export interface Diff {
  from: number;
  to: number;
  parts: { op: 'equal' | 'insert' | 'delete'; text: string }[];
}

export interface Span {
  start: number;
  end: number;
  /** The version in which it was written. */
  version: number;
  author: 'AGENT' | 'PERSON';
  agent?: string;
  model?: string;
  promptHash?: string;
  runId?: string;
}

// --- Events ---

/** Switch on `type`. Newer gateways may send others: ignore them. */
export type AgUiEvent =
  | RunStarted
  | RunFinished
  | RunFailed
  | StateSnapshot
  | StateDelta
  | MessagesSnapshot
  | TextMessageStart
  | TextMessageContent
  | TextMessageEnd
  | ReasoningEvent
  | ReasoningContent
  | SubagentStarted
  | SubagentFinished
  | SubagentFailed
  | ActivitySnapshot
  | Custom;

interface Event<Type extends string> {
  type: Type;
  /** Where it stands in the frames; absent for what is said to this client alone. */
  metadata?: { quillmesh?: { epoch?: string; sequence?: number; recovered?: boolean } };
  /** Milliseconds since 1970. */
  timestamp?: number;
}

export interface RunStarted extends Event<'RUN_STARTED'> {
  threadId: string;
  runId: string;
  protocolVersion?: string;
  /** The person's message, for clients that did not send it. */
  input?: { messages: Message[]; forwardedProps?: Record<string, any>; [more: string]: unknown };
}

export interface RunFinished extends Event<'RUN_FINISHED'> {
  threadId: string;
  runId: string;
  outcome?: { type: 'success' | 'cancelled' | (string & {}) };
  /** `draft`: the version that a stopped article was kept as. */
  result?: { draft?: number };
  usage?: unknown;
}

export interface RunFailed extends Event<'RUN_ERROR'> {
  code?: string;
  message: string;
}

export interface StateSnapshot extends Event<'STATE_SNAPSHOT'> {
  snapshot: State;
}

export interface StateDelta extends Event<'STATE_DELTA'> {
  /** JSON Patch; this gateway only adds whole top-level members. */
  delta: { op: string; path: string; value?: any }[];
}

export interface MessagesSnapshot extends Event<'MESSAGES_SNAPSHOT'> {
  messages: Message[];
}

export interface TextMessageStart extends Event<'TEXT_MESSAGE_START'> {
  messageId: string;
  role: string;
  /** `article`, `passage` or an agent's name; absent for replies. */
  name?: string;
  subagentRunId?: string;
}

export interface TextMessageContent extends Event<'TEXT_MESSAGE_CONTENT'> {
  messageId: string;
  delta: string;
}

export interface TextMessageEnd extends Event<'TEXT_MESSAGE_END'> {
  messageId: string;
}

export interface ReasoningEvent extends Event<'REASONING_START' | 'REASONING_MESSAGE_START' | 'REASONING_MESSAGE_END' | 'REASONING_END'> {
  messageId: string;
}

export interface ReasoningContent extends Event<'REASONING_MESSAGE_CONTENT'> {
  messageId: string;
  delta: string;
}

export interface SubagentStarted extends Event<'SUBAGENT_STARTED'> {
  subagentRunId: string;
  name: string;
}

export interface SubagentFinished extends Event<'SUBAGENT_FINISHED'> {
  subagentRunId: string;
  result?: any;
}

export interface SubagentFailed extends Event<'SUBAGENT_ERROR'> {
  subagentRunId: string;
  code?: string;
  message: string;
}

export interface ActivitySnapshot extends Event<'ACTIVITY_SNAPSHOT'> {
  messageId: string;
  activityType: string;
  content: any;
}

/** `quillmesh.queued`, `quillmesh.notice`, `quillmesh.rejected`, `quillmesh.aside`, `quillmesh.agents`, `quillmesh.pong`. */
export interface Custom extends Event<'CUSTOM'> {
  name: string;
  value: any;
}
