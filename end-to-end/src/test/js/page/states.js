// What the page has to show: frames as the gateway sends them, with texts that are hard to fit in.

(() => {
  const run = '11111111-1111-4111-8111-111111111111';
  const word = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenverordnung';
  const address = `https://example.org/without/any/space/${'x'.repeat(80)}`;
  const article = `# ${word}

Some text about **London**, with ${address} in it.

## عنوان باللغة العربية

- ${word}
- بند عربي

#### A level is left out

| Name | Second | Third | Fourth | Fifth | Sixth | Seventh |
|---|---|---|---|---|---|---|
| ${word} | b | c | d | e | f | g |

\`\`\`
${'y'.repeat(120)}
\`\`\`

# A second title

The end.
`;
  const reply = `## Done\n\nYour article is **ready**. Try saying: “Make it half as long, ${word}”.\n\n| a | b |\n|---|---|\n| ${word} | ${word} |\n\n\`\`\`\n${'z'.repeat(90)}\n\`\`\`\n\n### ${address}`;
  const labels = ['Diary', word, 'مزيد من الطول', '自由體', 'A label with quite a few words more than it should have'];
  const choices = labels.map((label, index) => ({ id: `${index}`, label, message: label, intent: 'OTHER' }));
  const agents = Object.fromEntries(
    ['intent', 'context', 'generator', 'reply', 'phase'].map((name) => [name, { status: name === 'reply' ? 'FAILED' : 'DONE', ms: 12345 }]),
  );
  const asked = { id: 'm1', role: 'user', content: `Write about ${word} and ${address}` };
  const snapshots = (snapshot, messages = []) => [
    { type: 'STATE_SNAPSHOT', snapshot },
    { type: 'MESSAGES_SNAPSHOT', messages },
  ];
  const works = (name) => ({ type: 'SUBAGENT_STARTED', subagentRunId: `${run}/${name}` });
  const begun = [{ type: 'RUN_STARTED', runId: run, input: { messages: [asked] } }, works('intent'), works('context'), works('generator')];
  const articleWritten = (text) => [
    { type: 'TEXT_MESSAGE_START', messageId: `${run}/article`, name: 'article' },
    { type: 'TEXT_MESSAGE_CONTENT', messageId: `${run}/article`, delta: text },
  ];

  const late = '55555555-5555-4555-8555-555555555555';
  const results = {
    'title-suggester': { titles: labels.map((label) => ({ label, message: `Use “${label}”` })) },
    readability: {
      scores: ['Clarity', word, 'مزيد'].map((aspect, index) => ({ aspect, score: index * 50, reason: `${word} and ${address}` })),
      overall: 78, level: 'MIDDLE_SCHOOL', readingMinutes: 4.25, isForChildren: true,
    },
    'fact-sheet': {
      claims: [
        { claim: word, kind: 'DATE', sentence: address, doubt: 'بند عربي' },
        { claim: 'The Thames is long', kind: 'NUMBER', sentence: 'It has to end somewhere.', doubt: null },
      ],
    },
    'translator-preview': `# ${word}\n\n伦敦的雨从不**急躁**。[A link](javascript:alert(1)) <script>alert(1)</script>\n\n| a | b |\n|---|---|\n| ${word} | ${word} |`,
    anything: {
      [word]: word.repeat(3),
      years: [1859, 1666, 80, 1710, 1066, 1940, 2012, 1851, 1999, 2000],
      cities: [{ name: 'London', year: 1859, isWet: true }, { name: '巴黎', year: 1666, isWet: false }],
      offers: [{ label: word, message: 'Yes', why: address }, { label: '自由體', message: 'No', why: 'No why' }],
      text: 'Word by word. '.repeat(100),
      markup: '<img src=x onerror=alert(1)>',
      deep: { deep: { deep: { deep: { deep: { deep: [1, 2] } } } } },
    },
  };
  const answered = { ...agents, ...Object.fromEntries(Object.keys(results).map((name) => [name, { status: 'DONE', ms: 12345 }])) };
  const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`agent-${index}`, { status: index % 2 ? 'SKIPPED' : 'WORKING' }]));

  scripted.results = results;
  scripted.states = {
    blank: snapshots({}),
    thinking: [
      ...snapshots({}),
      ...begun,
      { type: 'SUBAGENT_FINISHED', subagentRunId: `${run}/intent` },
      { type: 'SUBAGENT_ERROR', subagentRunId: `${run}/context`, code: 'MODEL_REFUSED', message: `401 ${address}` },
      { type: 'REASONING_START', messageId: `${run}/article/thoughts` },
      { type: 'REASONING_MESSAGE_CONTENT', delta: `They want ${word}` },
    ],
    writing: [...snapshots({ phase: 'DRAFTING' }), ...begun, ...articleWritten(article.slice(0, 300))],
    written: snapshots(
      { phase: 'CHOOSING_TEMPLATE', agents, choices, article: { version: 3, title: word, markdown: article, size: { count: 1234, unit: 'words' }, unfinished: true } },
      [asked, { id: `${run}/reply`, role: 'assistant', content: reply }],
    ),
    answered: [
      ...snapshots(
        { phase: 'DRAFTING', agents: { ...answered, moderator: { status: 'WORKING' } }, results, choices: choices.slice(0, 1), article: { version: 3, title: word, markdown: article } },
        [asked, { id: `${run}/reply`, role: 'assistant', content: 'Done.' }],
      ),
      { type: 'RUN_STARTED', runId: late },
      { type: 'SUBAGENT_ERROR', subagentRunId: `${late}/moderator`, code: 'MODEL_REFUSED', message: `401 ${address}` },
      { type: 'RUN_FINISHED', runId: late, outcome: { type: 'success' } },
    ],
    crowded: snapshots({ agents: { ...answered, ...many }, results }, [asked]),
    failed: [
      ...snapshots({ phase: 'FINISHING', agents }),
      ...begun,
      ...articleWritten(article),
      { type: 'RUN_ERROR', code: 'MODEL_REFUSED', message: `insufficient_quota ${word}` },
    ],
  };
})();
