// Every text of the page, in both languages.

const EN = {
  otherLanguage: '中文',
  switchLanguage: '切换到中文',
  article: 'Article',
  conversation: 'Conversation',
  conversations: 'Conversations',
  newConversation: 'New',
  noConversations: 'No conversations yet.',
  untitled: 'Untitled',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  send: 'Send',
  stop: 'Stop',
  stopping: 'Stopping…',
  yourMessage: 'Your message',
  placeholder: 'What would you like to write?',
  placeholderBusy: 'Say more…',
  blankTitle: 'A blank page',
  blankHint: 'Say what you would like to read. Five agents work on it together, and the article appears here as it is written.',
  starters: [
    'Help me write a travelogue about London',
    'Write an essay on the first snow of the year',
    'What can you do?',
  ],
  nextStep: 'Next step',
  agents: 'Agents at work',
  agent: { intent: 'Intent', context: 'Context', generator: 'Article', reply: 'Reply', phase: 'Phase' },
  agentStatus: { idle: 'idle', waiting: 'waiting', working: 'at work', done: 'done', failed: 'failed' },
  phase: 'Writing phase',
  phases: {
    EXPLORING: 'Explore',
    CHOOSING_TEMPLATE: 'Template',
    DRAFTING: 'Draft',
    REVISING: 'Revise',
    FINISHING: 'Finish',
  },
  connectionState: {
    connecting: 'Connecting…',
    open: 'Connected',
    waiting: 'Reconnecting…',
    closed: 'Disconnected',
  },
  version: (number) => `Version ${number}`,
  writing: 'Writing…',
  unfinished: 'Unfinished draft',
  useDraft: 'Use this draft',
  size: ({ count, unit }) => `${count.toLocaleString('en')} ${count === 1 ? unit.slice(0, -1) : unit}`,
  versionReady: (number) => `Version ${number} of the article is ready.`,
  you: 'You',
  assistant: 'Quillmesh',
  pending: 'Will be sent as soon as the connection is back',
  queued: 'Waits until the present turn is over',
  edit: 'Edit',
  dismiss: 'Dismiss',
  sendAgain: 'Send again',
  thinking: 'Thinking…',
  cancelled: 'Stopped.',
  failure: {
    intent: 'Your message could not be interpreted, so the article stays as it is.',
    context: 'The conversation could not be analysed; the answer goes without it.',
    generator: 'The article could not be written.',
    reply: 'The reply could not be written.',
    phase: 'The next steps could not be worked out.',
    run: 'This turn ended without a reply.',
    rejected: 'The server did not accept that.',
  },
  advice: {
    MODEL_TIMEOUT: 'The model took too long. Please send your message again.',
    MODEL_RATE_LIMITED: 'The model is asked too much at the moment. Please try again in a minute.',
    MODEL_UNAVAILABLE: 'The model cannot be reached. Please try again in a minute.',
    MODEL_REFUSED: 'The model refuses the request. Whoever runs this server should check its key and model name.',
    MODEL_ANSWER_INVALID: 'The model gave an answer that makes no sense. Please send your message again, perhaps in other words.',
    UPSTREAM_FAILED: 'Something it needs has failed. Please send your message again.',
    DEADLINE_EXCEEDED: 'It did not answer in time. Please send your message again.',
    INTERNAL: 'That is a fault of ours. Please send your message again.',
    BUSY: 'A turn is still running. Please wait for its end.',
    QUEUE_FULL: 'Too many messages are waiting. Please wait until one is answered.',
    MESSAGE_TOO_LARGE: 'The message is too long: 16 KB at most. Please shorten it.',
    UNAVAILABLE: 'It cannot take messages just now. Please send it again in a moment.',
    ABORTED: 'The message was taken back before its turn.',
  },
  tryAgain: 'Please try again.',
  notFound: 'That conversation is not available. Here is a new one.',
  refused: (reason) => `The server has closed the connection${reason ? `: ${reason}` : ''}. Reload the page to connect again.`,
  signInNeeded: 'This server does not hand out anonymous sessions: sign in with its own client.',
  listUnavailable: 'The list cannot be loaded just now.',
};

const ZH = {
  otherLanguage: 'English',
  switchLanguage: 'Switch to English',
  article: '文章',
  conversation: '对话',
  conversations: '全部对话',
  newConversation: '新对话',
  noConversations: '还没有对话。',
  untitled: '未命名',
  close: '关闭',
  copy: '复制',
  copied: '已复制',
  send: '发送',
  stop: '停止',
  stopping: '正在停止…',
  yourMessage: '你的消息',
  placeholder: '想写点什么？',
  placeholderBusy: '可以接着说…',
  blankTitle: '一页白纸',
  blankHint: '说说你想读到什么。五个智能体会一起动笔，文章会在这里逐字出现。',
  starters: ['帮我写一篇伦敦游记', '写一篇关于初雪的散文', '你能做什么？'],
  nextStep: '下一步',
  agents: '工作中的智能体',
  agent: { intent: '意图', context: '语境', generator: '文章', reply: '回复', phase: '阶段' },
  agentStatus: { idle: '空闲', waiting: '等待', working: '工作中', done: '完成', failed: '失败' },
  phase: '写作阶段',
  phases: {
    EXPLORING: '探索',
    CHOOSING_TEMPLATE: '选模板',
    DRAFTING: '起草',
    REVISING: '修改',
    FINISHING: '定稿',
  },
  connectionState: { connecting: '正在连接…', open: '已连接', waiting: '正在重连…', closed: '已断开' },
  version: (number) => `第 ${number} 版`,
  writing: '正在写…',
  unfinished: '未写完的草稿',
  useDraft: '采用这份草稿',
  size: ({ count, unit }) => `${count.toLocaleString('zh')} ${unit === 'words' ? '词' : '字'}`,
  versionReady: (number) => `文章第 ${number} 版已写好。`,
  you: '你',
  assistant: 'Quillmesh',
  pending: '连接恢复后自动发送',
  queued: '排队中，等这一轮结束',
  edit: '修改',
  dismiss: '放弃',
  sendAgain: '重新发送',
  thinking: '思考中…',
  cancelled: '已停止。',
  failure: {
    intent: '没能理解这条消息的意图，文章保持不变。',
    context: '没能分析对话的上下文，回答时没有用到它。',
    generator: '文章没有写成。',
    reply: '回复没有写成。',
    phase: '没能得出下一步的建议。',
    run: '这一轮没有得到回复。',
    rejected: '服务器没有接受这个请求。',
  },
  advice: {
    MODEL_TIMEOUT: '模型响应超时，请重新发送。',
    MODEL_RATE_LIMITED: '模型请求过多，请过一分钟再试。',
    MODEL_UNAVAILABLE: '暂时连不上模型，请过一分钟再试。',
    MODEL_REFUSED: '模型拒绝了请求，请管理员检查密钥和模型名称。',
    MODEL_ANSWER_INVALID: '模型给出的回答无法使用，请重新发送，或换个说法。',
    UPSTREAM_FAILED: '它所依赖的步骤失败了，请重新发送。',
    DEADLINE_EXCEEDED: '没有在时限内得到回答，请重新发送。',
    INTERNAL: '这是我们的故障，请重新发送。',
    BUSY: '这一轮还没有结束，请稍等。',
    QUEUE_FULL: '排队的消息太多了，请等一条得到回答后再发。',
    MESSAGE_TOO_LARGE: '消息太长，最多 16 KB，请缩短后再发。',
    UNAVAILABLE: '现在无法接收消息，请稍后重新发送。',
    ABORTED: '消息在轮到之前被撤回了。',
  },
  tryAgain: '请再试一次。',
  notFound: '那个对话无法打开，这是一个新对话。',
  refused: (reason) => `服务器关闭了连接${reason ? `：${reason}` : ''}。刷新页面可重新连接。`,
  signInNeeded: '这个服务器不提供匿名会话，请使用它自己的客户端登录。',
  listUnavailable: '暂时无法载入列表。',
};

export const LANGUAGES = { en: EN, zh: ZH };

/** The language of the interface: the one chosen earlier, else the browser's, else English. */
export function preferredLanguage(chosen, browser) {
  return chosen in LANGUAGES ? chosen : /^zh\b/i.test(browser ?? '') ? 'zh' : 'en';
}

/** What a text is written in, as far as it matters for fonts and for reading aloud. */
export function languageOf(text) {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) {
    return 'ja';
  }
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return han === 0 && latin === 0 ? '' : han > latin ? 'zh' : 'en';
}

/** How long a text is, as people who write in its language count: {count, unit: 'characters' | 'words'}. */
export function sizeOf(text) {
  return ['zh', 'ja'].includes(languageOf(text))
    ? { count: text.match(/\S/gu)?.length ?? 0, unit: 'characters' }
    : { count: text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0, unit: 'words' };
}
