// The gateway of somebody who writes: versions, turns that rewrite, and what the page has saved.

(() => {
  const run = '66666666-6666-4666-8666-666666666666';
  let sequence = 0;
  const frame = (event) => ({ ...event, metadata: { quillmesh: { epoch: 'e', sequence: ++sequence } } });
  const article = (version, markdown) => ({ version, title: 'T', markdown, author: 'PERSON', size: { count: 10, unit: 'words' } });

  scripted.writing = {
    /** A connection gets what is known. */
    knows(version, markdown) {
      scripted.show([{ type: 'STATE_SNAPSHOT', snapshot: { article: article(version, markdown) } }, frame({ type: 'MESSAGES_SNAPSHOT', messages: [] })]);
    },
    /** There is a new version. */
    has(version, markdown) {
      scripted.show([frame({ type: 'STATE_DELTA', delta: [{ op: 'add', path: '/article', value: article(version, markdown) }] })]);
    },
    begins(selection) {
      const input = { messages: [{ id: 'm1', role: 'user', content: 'Go' }], forwardedProps: selection ? { selection } : {} };
      scripted.show([frame({ type: 'RUN_STARTED', runId: run, input }), frame({ type: 'SUBAGENT_STARTED', subagentRunId: `${run}/generator`, name: 'generator' })]);
    },
    writes(name, text) {
      const messageId = `${run}/${name}`;
      scripted.show([frame({ type: 'TEXT_MESSAGE_START', messageId, name }), frame({ type: 'TEXT_MESSAGE_CONTENT', messageId, delta: text })]);
    },
    writesOn(name, text) {
      scripted.show([frame({ type: 'TEXT_MESSAGE_CONTENT', messageId: `${run}/${name}`, delta: text })]);
    },
    ends() {
      scripted.show([frame({ type: 'SUBAGENT_FINISHED', subagentRunId: `${run}/generator`, name: 'generator' }), frame({ type: 'RUN_FINISHED', runId: run, outcome: { type: 'success' } })]);
    },
    keepsAside(version, baseVersion, currentVersion) {
      scripted.show([{ type: 'CUSTOM', name: 'quillmesh.aside', value: { version, baseVersion, currentVersion } }]);
    },
    get edits() {
      return scripted.sent.filter(({ type }) => type === 'edit');
    },
    get asked() {
      return scripted.sent.filter(({ messages }) => messages);
    },
  };
})();
