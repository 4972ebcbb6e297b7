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
    failed: [
      ...snapshots({ phase: 'FINISHING', agents }),
      ...begun,
      ...articleWritten(article),
      { type: 'RUN_ERROR', code: 'MODEL_REFUSED', message: `insufficient_quota ${word}` },
    ],
  };
})();
