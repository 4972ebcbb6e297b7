// Returns what is cut off or lies over something else, in words; what scrolls by keyboard too is not cut.

const width = document.documentElement.clientWidth;
const problems = [];
const name = (element) => `${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim().slice(0, 30)}"`;
const isSeen = (element) =>
  element.getClientRects().length > 0 && !element.closest('.unseen') && getComputedStyle(element).clipPath === 'none';
const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
const isWithinTable = (element) => element.closest('.table[tabindex="0"]') !== null;

if (document.documentElement.scrollWidth > width) {
  problems.push(`the page is ${document.documentElement.scrollWidth} px wide, of ${width}`);
}
for (const element of document.querySelectorAll('body *')) {
  if (!isSeen(element) || isWithinTable(element)) {
    continue;
  }
  const { left, right } = element.getBoundingClientRect();
  if (left < -1 || right > width + 1) {
    problems.push(`${name(element)} is from ${left} to ${right}, of ${width}`);
  }
  if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && (scrolls(element) || element.tagName === 'BUTTON')) {
    problems.push(`${name(element)} holds ${element.scrollWidth} px in ${element.clientWidth}`);
  }
}
const input = document.getElementById('message-input');
if (input.scrollHeight > input.clientHeight + 1) {
  problems.push('the input does not show all of its hint');
}
const parts = [...document.querySelectorAll('.bar :is(a, li, button, select, #connection), .agents li, .article-head > *')].filter(isSeen);
parts.forEach((one, index) => {
  const a = one.getBoundingClientRect();
  for (const other of parts.slice(index + 1)) {
    const b = other.getBoundingClientRect();
    if (one.parentElement.closest('.bar, ul, .article-head') === other.parentElement.closest('.bar, ul, .article-head')
      && a.left + 1 < b.right && b.left + 1 < a.right && a.top + 1 < b.bottom && b.top + 1 < a.bottom) {
      problems.push(`${name(one)} lies over ${name(other)}`);
    }
  }
});
return problems;
