// What the side panel and the conversation's tools have to show.

(() => {
  const word = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen';
  const entity = (type, name) => ({ id: `${type}:${name}`, name, type });
  const relation = (from, type, to) => ({ from, type, to });
  const agents = Object.fromEntries(['intent', 'context', 'generator', 'reply', 'phase'].map((name) => [name, { status: 'DONE', ms: 1234 }]));
  const say = (run, content) => [
    { id: `${run}/asked`, role: 'user', content },
    { id: `${run}/reply`, role: 'assistant', content: `Done: ${content}` },
  ];
  const snapshots = (snapshot, messages) => [{ type: 'STATE_SNAPSHOT', snapshot: { agents, ...snapshot } }, { type: 'MESSAGES_SNAPSHOT', messages }];
  const article = { version: 2, title: 'A Week in London', markdown: '# A Week in London\n\nIt rains, and nobody minds.', author: 'AGENT', size: { count: 8, unit: 'words' } };

  const context = {
    summary: 'The person wants a travelogue about London that mentions the Thames and the museums, in an unhurried tone.',
    needs: [
      { need: 'A travelogue about London', score: 95 },
      { need: `A long word: ${word}`, score: 55 },
      { need: 'An unhurried tone', score: 30 },
    ],
    decisions: ['The topic is London', 'The genre is a travelogue', 'The Thames is mentioned'],
    entities: [
      entity('place', 'London'), entity('place', 'Thames'), entity('place', 'British Museum'), entity('person', 'Charles Dickens'),
      entity('work', 'Bleak House'), entity('time', 'November'), entity('organisation', 'Royal Society'), entity('event', 'Great Fire'),
      entity('concept', 'fog'), entity('thing', word),
    ],
    relations: [
      relation('place:Thames', 'located_in', 'place:London'), relation('place:British Museum', 'located_in', 'place:London'),
      relation('person:Charles Dickens', 'wrote', 'work:Bleak House'), relation('person:Charles Dickens', 'lived_in', 'place:London'),
      relation('work:Bleak House', 'about', 'concept:fog'), relation('event:Great Fire', 'happened_in', 'place:London'),
      relation('organisation:Royal Society', 'located_in', 'place:London'), relation('concept:fog', 'typical_of', 'time:November'),
      relation('place:nowhere', 'located_in', 'place:London'),
    ],
  };
  const chinese = {
    summary: '用户请助手写一篇伦敦游记，要求提到泰晤士河与大英博物馆，语气从容。',
    needs: [{ need: '得到一篇伦敦游记', score: 95 }, { need: '文中提到泰晤士河', score: 85 }, { need: '语气从容', score: 30 }],
    decisions: ['主题是伦敦', '体裁是游记', '提到泰晤士河'],
    entities: [
      entity('place', '伦敦'), entity('place', '泰晤士河'), entity('place', '大英博物馆'), entity('person', '查尔斯·狄更斯'), entity('work', '荒凉山庄'),
      entity('time', '十一月'), entity('concept', '雾'),
    ],
    relations: [
      relation('place:泰晤士河', 'located_in', 'place:伦敦'), relation('place:大英博物馆', 'located_in', 'place:伦敦'),
      relation('person:查尔斯·狄更斯', 'wrote', 'work:荒凉山庄'), relation('person:查尔斯·狄更斯', 'lived_in', 'place:伦敦'), relation('work:荒凉山庄', 'about', 'concept:雾'),
    ],
  };
  const types = ['person', 'place', 'organisation', 'time', 'work', 'event', 'concept', 'thing'];
  const many = Array.from({ length: 100 }, (_, index) => ({ id: `e${index}`, name: `Entity number ${index}`, type: types[index % 8] }));
  const evil = '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>';
  const hostile = [evil, 'javascript:document.title="run"', 'data:text/html,<script>1</script>', '<svg onload="document.title=\'run\'"><style>*{display:none}</style></svg>', '__proto__', 'constructor'];

  const intent = { name: 'GENERATE_ARTICLE', confidence: 0.97, slots: { topic: 'London', style: 'travelogue' } };
  const messages = [...say('a', 'Write about London'), ...say('b', 'Make it half as long')];

  Object.assign(scripted.states, {
    known: snapshots({ intent, context, phase: 'DRAFTING', article }, messages),
    'known-zh': snapshots(
      { intent: { ...intent, slots: { topic: '伦敦', style: '游记' } }, context: chinese, phase: 'DRAFTING', article: { ...article, title: '伦敦一周', markdown: '# 伦敦一周\n\n下雨，谁也不在意。' } },
      [...say('a', '帮我写一篇伦敦游记'), ...say('b', '写短一半')],
    ),
    'hundred-entities': snapshots(
      { intent, context: { ...context, entities: many, relations: many.slice(1).map(({ id }, index) => relation(id, 'part_of', `e${Math.floor(index / 4)}`)) }, article },
      messages,
    ),
    hostile: snapshots(
      {
        intent: { name: evil, confidence: 7, slots: { [evil]: evil, __proto__: evil } },
        context: {
          summary: evil,
          needs: [...hostile.map((need) => ({ need, score: '9" onmouseover="alert(1)' })), null, { need: 7 }],
          decisions: [...hostile, { toString: 'x' }, null],
          entities: [...hostile.map((name) => ({ id: name, name, type: name })), null, { id: 7 }, 'text'],
          relations: [...hostile.map((name) => ({ from: name, type: name, to: hostile[0] })), null, { from: 'constructor', type: evil, to: '__proto__' }],
        },
        feedback: { 'b/reply': { rating: 'bad', reason: evil }, 'version/2': { rating: 'good', reason: 'javascript:alert(1)' }, __proto__: { rating: evil } },
        article: { ...article, title: evil },
      },
      messages,
    ),
    /** The next turn has found one more entity. */
    'one-more-entity': [
      {
        type: 'STATE_DELTA',
        delta: [{
          op: 'add',
          path: '/context',
          value: { ...context, entities: [...context.entities, entity('place', 'Tower Bridge')], relations: [...context.relations, relation('place:Tower Bridge', 'part_of', 'place:London')] },
        }],
      },
    ],
    waiting: [
      ...snapshots({ context, article }, messages),
      { type: 'RUN_STARTED', runId: 'c', input: { messages: [{ id: 'c/asked', role: 'user', content: 'More about the Thames' }] } },
    ],
  });
})();
