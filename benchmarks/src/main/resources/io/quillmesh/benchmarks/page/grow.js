// An article of so many bytes comes at once, and then grows.
const [bytes, done] = arguments;
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const paragraph = `${'清晨的泰晤士河像一封没有写完的信，雾从**桥洞**里慢慢升起来，[市集](https://example.org)里有人在卖奶酪。'.repeat(3)}\n\n`;
const content = (delta) => benchmark({ type: 'TEXT_MESSAGE_CONTENT', messageId: 'r/article', delta });

(async () => {
  while (!globalThis.isOpen) {
    await pause(20);
  }
  let text = '# 伦敦\n\n';
  const encoder = new TextEncoder();
  for (let i = 0; encoder.encode(text).length < bytes; i++) {
    text += (i % 6 === 5 ? `## 第 ${i} 节\n\n- 面包\n- 奶酪\n\n` : '') + paragraph;
  }
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ entryTypes: ['longtask'] });
  benchmark({ type: 'RUN_STARTED', threadId: 't', runId: 'r', input: { messages: [{ id: 'm', role: 'user', content: 'x' }] } });
  benchmark({ type: 'TEXT_MESSAGE_START', messageId: 'r/article', role: 'assistant', name: 'article' });
  content(text);
  await pause(3000);
  const first = Math.max(0, ...tasks.splice(0).map(({ duration }) => duration));
  const frames = [];
  let isOver = false;
  let last = performance.now();
  const frame = (now) => {
    frames.push(now - last);
    last = now;
    if (!isOver) {
      requestAnimationFrame(frame);
    }
  };
  requestAnimationFrame(frame);
  for (let i = 0; i < 100; i++) {
    content(paragraph.slice((i * 37) % 80, ((i * 37) % 80) + 40) + (i % 10 === 9 ? '\n\n' : ''));
    await pause(90);
  }
  isOver = true;
  frames.sort((one, other) => one - other);
  const at = (share) => frames[Math.floor(frames.length * share)];
  done([first, at(0.5), at(0.95), frames.at(-1), tasks.length].map(Math.round));
})();
