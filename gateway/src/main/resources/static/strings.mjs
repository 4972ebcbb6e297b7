// Every text of the page, in all three languages.

import { PANEL_TEXTS } from './strings-panel.mjs';
import { TALK_TEXTS } from './strings-talk.mjs';

/** Four digits stay together: they may be a year. */
const NUMBER = { maximumFractionDigits: 3, useGrouping: 'min2' };

const EN = {
  language: 'Language',
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
  placeholder: 'What shall I write?',
  placeholderBusy: 'Say more…',
  blankTitle: 'A blank page',
  blankHint: 'Say what you would like to read. Five agents work on it together, and the article appears here as it is written.',
  starters: [
    'Help me write a travelogue about London',
    'Write an essay on the first snow of the year',
    'What can you do?',
  ],
  nextStep: 'Next step',
  nextSteps: (labels) => `Next step: ${labels.join(', ')}.`,
  table: 'Table',
  messages: 'Messages',
  agents: 'Agents at work',
  agent: { intent: 'Intent', context: 'Context', generator: 'Article', reply: 'Reply', phase: 'Phase' },
  agentStatus: { idle: 'idle', waiting: 'waiting', working: 'at work', thinking: 'thinking', done: 'done', failed: 'failed', skipped: 'skipped' },
  answers: 'Answers of further agents',
  answerReady: (label) => `${label}: the answer is there.`,
  emptyAnswer: 'There is nothing to show.',
  yes: 'yes',
  no: 'no',
  number: (value) => value.toLocaleString('en', NUMBER),
  showAll: (count) => `Show all ${count.toLocaleString('en')}`,
  showAllText: 'Show all',
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
  cut: ', unfinished',
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
    declared: 'There is no answer.',
  },
  advice: {
    MODEL_TIMEOUT: 'The model took too long. Please send your message again.',
    MODEL_RATE_LIMITED: 'The model is asked too much at the moment. Please try again in a minute.',
    MODEL_UNAVAILABLE: 'The model cannot be reached. Please try again in a minute.',
    MODEL_REFUSED: 'The model refuses the request.',
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
  tooLong: (count) => `${count.toLocaleString('en')} characters too long to send: 16 KB at most.`,
  roomLeft: (count) => `Room for about ${count.toLocaleString('en')} more characters.`,
  notKept: (lost) =>
    lost.map((what) => ({
      conversations: 'Your browser keeps nothing for this page. It works until you reload or close it; then there is no way back to this conversation.',
      drafts: 'Your browser does not keep what you type here: reloading or closing the page loses what is not sent.',
    })[what]).join(' '),
  queueFull: 'As many messages wait already as can wait. Please send this one when one of them is answered.',
  sessionEnded: 'Your session has ended, and with it the way to its conversations. What you see here can still be copied; “New” begins another conversation.',
  sessionBegun: 'Your earlier session has ended, so its conversations cannot be opened any more. Here is a new one.',
  forbidden: (origin) =>
    `The server does not accept this page’s address, ${origin}. Whoever runs it has to allow it in ALLOWED_ORIGINS or, where a proxy stands before it, have the proxy pass the Host header on; then reload the page.`,
  denied: (status) => `The server refuses this page (${status}). Whoever runs it has to look at that; then reload the page.`,
  noSocket: 'The server answers, but no live connection to it can be opened: something in between may not let WebSockets through. This page goes on trying.',
};

const ZH = {
  language: '语言',
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
  nextSteps: (labels) => `下一步：${labels.join('、')}。`,
  table: '表格',
  messages: '消息',
  agents: '工作中的智能体',
  agent: { intent: '意图', context: '语境', generator: '文章', reply: '回复', phase: '阶段' },
  agentStatus: { idle: '空闲', waiting: '等待', working: '工作中', thinking: '思考中', done: '完成', failed: '失败', skipped: '跳过' },
  answers: '其他智能体的回答',
  answerReady: (label) => `${label}：已有回答。`,
  emptyAnswer: '没有可显示的内容。',
  yes: '是',
  no: '否',
  number: (value) => value.toLocaleString('zh', NUMBER),
  showAll: (count) => `显示全部 ${count.toLocaleString('zh')} 项`,
  showAllText: '显示全文',
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
  cut: '（未写完）',
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
    declared: '没有得到回答。',
  },
  advice: {
    MODEL_TIMEOUT: '模型响应超时，请重新发送。',
    MODEL_RATE_LIMITED: '模型请求过多，请过一分钟再试。',
    MODEL_UNAVAILABLE: '暂时连不上模型，请过一分钟再试。',
    MODEL_REFUSED: '模型拒绝了请求。',
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
  tooLong: (count) => `太长，无法发送：超出 ${count.toLocaleString('zh')} 个字符，上限 16 KB。`,
  roomLeft: (count) => `大约还能写 ${count.toLocaleString('zh')} 个字符。`,
  notKept: (lost) =>
    lost.map((what) => ({
      conversations: '浏览器不允许本页保存任何内容。刷新或关闭之前一切照常，之后就无法回到这个对话了。',
      drafts: '浏览器没有保存你在这里输入的内容：刷新或关闭页面，未发送的文字就会丢失。',
    })[what]).join(''),
  queueFull: '排队的消息已达上限，请等其中一条得到回答后再发这一条。',
  sessionEnded: '你的会话已过期，它的对话无法再打开。这里显示的内容仍可复制；点“新对话”重新开始。',
  sessionBegun: '你之前的会话已过期，它的对话无法再打开。这是一个新对话。',
  forbidden: (origin) => `服务器不接受这个页面的地址 ${origin}。请服务器的管理员在 ALLOWED_ORIGINS 中允许它；如果前面有代理，请让代理转发 Host 请求头。然后刷新页面。`,
  denied: (status) => `服务器拒绝了这个页面（${status}）。请服务器的管理员检查，然后刷新页面。`,
  noSocket: '服务器有回应，但无法建立实时连接：中间的网络设备可能不放行 WebSocket。本页会继续尝试。',
};

/** As people in Taiwan write. A text that is missing here is shown in Simplified characters. */
const ZH_HANT = {
  language: '語言',
  article: '文章',
  conversation: '對話',
  conversations: '所有對話',
  newConversation: '新對話',
  noConversations: '還沒有對話。',
  untitled: '未命名',
  close: '關閉',
  copy: '複製',
  copied: '已複製',
  send: '傳送',
  stop: '停止',
  stopping: '正在停止…',
  yourMessage: '你的訊息',
  placeholder: '想寫點什麼？',
  placeholderBusy: '可以接著說…',
  blankTitle: '一頁白紙',
  blankHint: '說說你想讀到什麼。五個代理會一起動筆，文章會在這裡逐字出現。',
  starters: ['幫我寫一篇倫敦遊記', '寫一篇關於初雪的散文', '你能做什麼？'],
  nextStep: '下一步',
  nextSteps: (labels) => `下一步：${labels.join('、')}。`,
  table: '表格',
  messages: '訊息',
  agents: '工作中的代理',
  agent: { intent: '意圖', context: '語境', generator: '文章', reply: '回覆', phase: '階段' },
  agentStatus: { idle: '閒置', waiting: '等待', working: '工作中', thinking: '思考中', done: '完成', failed: '失敗', skipped: '略過' },
  answers: '其他代理的回答',
  answerReady: (label) => `${label}：已有回答。`,
  emptyAnswer: '沒有可顯示的內容。',
  yes: '是',
  no: '否',
  number: (value) => value.toLocaleString('zh-Hant', NUMBER),
  showAll: (count) => `顯示全部 ${count.toLocaleString('zh-Hant')} 項`,
  showAllText: '顯示全文',
  phase: '寫作階段',
  phases: {
    EXPLORING: '探索',
    CHOOSING_TEMPLATE: '選模板',
    DRAFTING: '起草',
    REVISING: '修改',
    FINISHING: '定稿',
  },
  connectionState: { connecting: '正在連線…', open: '已連線', waiting: '正在重新連線…', closed: '已中斷連線' },
  version: (number) => `第 ${number} 版`,
  writing: '正在寫…',
  unfinished: '未寫完的草稿',
  cut: '（未寫完）',
  useDraft: '採用這份草稿',
  size: ({ count, unit }) => `${count.toLocaleString('zh-Hant')} ${unit === 'words' ? '詞' : '字'}`,
  versionReady: (number) => `文章第 ${number} 版已寫好。`,
  you: '你',
  assistant: 'Quillmesh',
  pending: '恢復連線後自動傳送',
  queued: '排隊中，等這一輪結束',
  edit: '修改',
  dismiss: '放棄',
  sendAgain: '重新傳送',
  thinking: '思考中…',
  cancelled: '已停止。',
  failure: {
    intent: '沒能理解這則訊息的意圖，文章保持不變。',
    context: '沒能分析對話的上下文，回答時沒有用到它。',
    generator: '文章沒有寫成。',
    reply: '回覆沒有寫成。',
    phase: '沒能得出下一步的建議。',
    run: '這一輪沒有得到回覆。',
    rejected: '伺服器沒有接受這個請求。',
    declared: '沒有得到回答。',
  },
  advice: {
    MODEL_TIMEOUT: '模型回應逾時，請重新傳送。',
    MODEL_RATE_LIMITED: '模型請求過多，請過一分鐘再試。',
    MODEL_UNAVAILABLE: '暫時連不上模型，請過一分鐘再試。',
    MODEL_REFUSED: '模型拒絕了請求。',
    MODEL_ANSWER_INVALID: '模型給出的回答無法使用，請重新傳送，或換個說法。',
    UPSTREAM_FAILED: '它所依賴的步驟失敗了，請重新傳送。',
    DEADLINE_EXCEEDED: '沒有在時限內得到回答，請重新傳送。',
    INTERNAL: '這是我們的故障，請重新傳送。',
    BUSY: '這一輪還沒有結束，請稍候。',
    QUEUE_FULL: '排隊的訊息太多了，請等一則得到回答後再傳。',
    MESSAGE_TOO_LARGE: '訊息太長，最多 16 KB，請縮短後再傳。',
    UNAVAILABLE: '現在無法接收訊息，請稍後重新傳送。',
    ABORTED: '訊息在輪到之前被收回了。',
  },
  tryAgain: '請再試一次。',
  notFound: '那個對話無法開啟，這是一個新對話。',
  refused: (reason) => `伺服器關閉了連線${reason ? `：${reason}` : ''}。重新整理頁面可再次連線。`,
  signInNeeded: '這個伺服器不提供匿名工作階段，請使用它自己的用戶端登入。',
  listUnavailable: '暫時無法載入清單。',
  tooLong: (count) => `太長，無法傳送：超出 ${count.toLocaleString('zh-Hant')} 個字元，上限 16 KB。`,
  roomLeft: (count) => `大約還能寫 ${count.toLocaleString('zh-Hant')} 個字元。`,
  notKept: (lost) =>
    lost.map((what) => ({
      conversations: '瀏覽器不允許本頁儲存任何內容。重新整理或關閉之前一切照常，之後就無法回到這個對話了。',
      drafts: '瀏覽器沒有儲存你在這裡輸入的內容：重新整理或關閉頁面，未傳送的文字就會遺失。',
    })[what]).join(''),
  queueFull: '排隊的訊息已達上限，請等其中一則得到回答後再傳這一則。',
  sessionEnded: '你的工作階段已過期，它的對話無法再開啟。這裡顯示的內容仍可複製；點「新對話」重新開始。',
  sessionBegun: '你之前的工作階段已過期，它的對話無法再開啟。這是一個新對話。',
  forbidden: (origin) => `伺服器不接受這個頁面的位址 ${origin}。請伺服器的管理員在 ALLOWED_ORIGINS 中允許它；如果前面有代理，請讓代理轉送 Host 標頭。然後重新整理頁面。`,
  denied: (status) => `伺服器拒絕了這個頁面（${status}）。請伺服器的管理員檢查，然後重新整理頁面。`,
  noSocket: '伺服器有回應，但無法建立即時連線：中間的網路設備可能不放行 WebSocket。本頁會繼續嘗試。',
};

/** The texts as they are written, by BCP 47 tag. */
export const TEXTS = withMore({ en: EN, 'zh-Hans': ZH, 'zh-Hant': ZH_HANT }, PANEL_TEXTS, TALK_TEXTS);

/** The texts as they are shown: nothing is missing. */
export const LANGUAGES = { ...TEXTS, 'zh-Hant': filledUp(TEXTS['zh-Hant'], TEXTS['zh-Hans']) };

/**
 * The language of the interface: the one chosen earlier, else the browser's first that exists here, else English.
 *
 * @param chosen a tag, or null
 * @param browser the tags that the browser prefers, the best first
 */
export function preferredLanguage(chosen, browser) {
  return [chosen, ...(browser ?? [])].map(languageFor).find((language) => language !== null) ?? 'en';
}

/** A Chinese tag without a script has the script of its region: zh-TW, zh-HK and zh-MO write Traditional. */
function languageFor(tag) {
  let locale;
  try {
    locale = new Intl.Locale(tag).maximize();
  } catch {
    return null;
  }
  const tags = [locale.language, `${locale.language === 'yue' ? 'zh' : locale.language}-${locale.script}`];
  return tags.find((known) => known in LANGUAGES) ?? null;
}

/** The texts with those of views that have a file of their own. */
function withMore(texts, ...more) {
  return Object.fromEntries(Object.entries(texts).map(([tag, own]) => [tag, Object.assign({}, own, ...more.map((their) => their[tag]))]));
}

/** Texts; a fallback provides those that are missing. */
export function filledUp(texts, fallback) {
  const isGroup = (value) => typeof value === 'object' && !Array.isArray(value);
  return Object.fromEntries(
    Object.entries(fallback).map(([name, text]) => [name, isGroup(text) ? filledUp(texts[name] ?? {}, text) : (texts[name] ?? text)]),
  );
}
