// Recognises the language of a text, for fonts and for reading aloud. A wrong answer is worse than none.

/** How many characters are read: enough to decide, and no more work as a long article grows. */
const SAMPLE = 4000;

/** Code and addresses have no language. A quotation says nothing about the text around it. */
const CODE = /(```|~~~)[^]*?(?:\1|$)|`[^`\n]*`|\bhttps?:\/\/[^\s)]+/g;
const QUOTED = /「[^」]*」|『[^』]*』|《[^》]*》|“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"\n]*"/g;

/** Scripts with the weight of one match: a word weighs as much as two Chinese characters. */
const SCRIPTS = {
  han: [/\p{Script=Han}/gu, 1],
  kana: [/[\p{Script=Hiragana}\p{Script=Katakana}ー]/gu, 1],
  latin: [/\p{Script=Latin}[\p{Script=Latin}\p{M}'’-]*/gu, 2],
  ko: [/\p{Script=Hangul}+/gu, 2],
  th: [/\p{Script=Thai}+/gu, 4],
  he: [/\p{Script=Hebrew}+/gu, 2],
  el: [/\p{Script=Greek}+/gu, 2],
  other: [/[\p{L}\p{M}]+/gu, 2],
};

/** Frequent characters of only Simplified Chinese, of only Traditional, of both. None of them is Japanese. */
const SIMPLIFIED = new Set(
  '说这时后话记过为开问样还题们换轻关于语现长发听处头请实结对许见边给风远节细笔变两气让经间总讲离门论动调词进谁觉认并张书带简帮东线钟游读谈连试诗谢传别义续单种转缩选约识难满终页观错干' +
  '则译户无释该热标评忆达伤继应规据误阶图响愿盏渐队饭诉层录脸闲儿飞软梦优惊场删欢减韩镇寻诚纸阵卖针轮车洁绍编创扩报杂闻伦艺迹验证决块爱阴阳电暂务赞隐项额怀灵补吗领归罗废浓详贺广择询构' +
  '墙导镜产绕刚师树飘锁稳吃闹锅颜递显邻举闭败雾诞设强润压检环贯确备乐谜够较测预级质贝态运银红鸟晒陆灭阁买顶鱼饼郑谅损顺顿库齐办贫输辈视计骤忧严肃紧围议准惯缘业战员资统马权类铁钱纪药厂' +
  '厅丽乡亿仅伟众异戏执扫晓晕杀桥毕沟济灾畅疗监码积穷签华岛鲜园圆农际顾馆鸡阅陈须骑铃龄迟遗钓驾鹅鲁鸣脑肠肤肿脏览访谊谋负贡财责贤货贩贪购贵贷费贸赛赢趋跃踪辆辩辽迁违邮酱钢键闪闯阔险雏' +
  '霉韵频饥饮饰饱馒驱驻骂骄骆鸭鹰龙龟个么',
);
const TRADITIONAL = new Set(
  '寫來說沒爲點會樣輕關發聽從處實對卻邊聲變兩氣讓經總與覺餘燈帶條讀靜腳溫傳續單當內轉滿舊觀譯隨戶釋學繼應據圖斷體錄兒畫歡數黃賣擴雜藝驗證號贊隱懷靈祕歸廢廣擇產穩顏遞顯鄰舉將豐壓敘檢樂' +
  '樓爭盡彎遙齊嚴肅圍萬獨裝緣戰權鐵錢藥廳鄉戲曉濟圓雞閱齡遲麥腦膽脫覽輛辯醬險驅龍龜這們麼嗎妳幫倫嘗慾',
);
const CHINESE = new Set('你您她它吧呢啊很怎哪吗嗎');

/** Frequent words that only English has, not its neighbours. */
const ENGLISH = new Set(
  'the and with this that these those you your what why when would could should about from which their they its has not make write more into there while how it can'.split(' '),
);

/** BCP 47: en, zh-Hans, zh-Hant, zh (if the script is not clear), ja, ko, th, he or el; '' if unknown. */
export function languageOf(text) {
  const prose = withoutQuoted(text.slice(0, SAMPLE));
  const weights = weigh(prose);
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const mostly = (weight) => total > 0 && weight >= (total * 2) / 3;
  if (mostly(weights.han + weights.kana)) {
    return eastAsian(weights, prose);
  }
  if (mostly(weights.latin)) {
    return isEnglish(prose) ? 'en' : '';
  }
  return ['ko', 'th', 'he', 'el'].find((name) => mostly(weights[name])) ?? '';
}

function withoutQuoted(text) {
  const prose = text.replace(CODE, ' ');
  const own = prose.replace(QUOTED, ' ');
  return /\p{L}/u.test(own) ? own : prose;
}

function weigh(text) {
  let rest = text;
  const weights = {};
  for (const [name, [pattern, weight]] of Object.entries(SCRIPTS)) {
    weights[name] = (rest.match(pattern)?.length ?? 0) * weight;
    rest = rest.replace(pattern, ' ');
  }
  return weights;
}

/** One character proves nothing: names keep their characters in another language, and Chinese shops write の. */
function eastAsian({ han, kana }, text) {
  const count = (characters) => Array.from(text).filter((character) => characters.has(character)).length;
  const simplified = count(SIMPLIFIED);
  const traditional = count(TRADITIONAL);
  const chinese = simplified + traditional + count(CHINESE);
  const japanese = text.match(/(?![のノ])[\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  if (japanese >= 2 && kana * 6 >= han + kana && chinese * 20 <= han) {
    return 'ja';
  }
  if (chinese === 0 || chinese * 12 < han || japanese * 10 > han) {
    return '';
  }
  return simplified > traditional * 3 ? 'zh-Hans' : traditional > simplified * 3 ? 'zh-Hant' : 'zh';
}

function isEnglish(text) {
  const words = text.toLowerCase().match(SCRIPTS.latin[0]) ?? [];
  return words.filter((word) => ENGLISH.has(word)).length * 10 >= words.length;
}
