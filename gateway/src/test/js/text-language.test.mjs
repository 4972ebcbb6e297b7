import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { languageOf } from '../../main/resources/static/text/text-language.mjs';

const CASES = {
  'the language of most of the text': [
    ['Help me write a travelogue about London', 'en'],
    ['帮我写一篇 London 游记', 'zh-Hans'],
    ['A travelogue about 伦敦', 'en'],
    ['東京の朝は静かです', 'ja'],
    ['パリ旅行', 'ja'],
    ['서울 여행기 London', 'ko'],
    ['שלום עולם', 'he'],
    ['สวัสดีครับ', 'th'],
    ['Καλημέρα κόσμε', 'el'],
  ],
  'Simplified or Traditional Chinese, where the characters tell': [
    ['写一篇关于初雪的散文', 'zh-Hans'],
    ['寫一篇關於初雪的散文', 'zh-Hant'],
    ['日记体', 'zh-Hans'],
    ['自由體', 'zh-Hant'],
    ['你好', 'zh'],
  ],
  'nothing from one character': [
    ['一篇很短的文章，只有一个の字在里面，其他都是中文。', 'zh-Hans'],
    ['阳光の味道', 'zh-Hans'],
    ['東京の朝', ''],
    ['我喜欢ドラえもん', ''],
    ['The word の is cute, and the rest is English', 'en'],
    ['慶應義塾大学の学生です', ''],
  ],
  'nothing from what is quoted, or is code or an address': [
    ['Translate "床前明月光，疑是地上霜" into English with care', 'en'],
    ['What is the film 「となりのトトロ」 about?', 'en'],
    ['请把 "the quick brown fox and the dog" 翻译成中文', 'zh-Hans'],
    ['Traduis « the quick brown fox and the dog » en français', ''],
    ['看看 https://example.org/the/and/with/that/this 这个网页写了什么', 'zh-Hans'],
    ['这段代码是什么意思？\n```\nthe = and(with, that, this, these)\n```', 'zh-Hans'],
  ],
  'rather nothing than something wrong': [
    ['', ''],
    ['42', ''],
    ['大学', ''],
    ['東京都知事選挙立候補者一覧', ''],
    ['Bonjour, écrivez un article sur Paris', ''],
    ['Schreibe einen Artikel über den Winter', ''],
    ['Koffie of thee, wat is het beste voor jou', ''],
    ['Привет, London', ''],
    ['مرحبا London', ''],
    ['用 Kubernetes 部署 Kafka 集群的 YAML 文件', ''],
  ],
};

describe('tells what a text is written in', () => {
  for (const [what, cases] of Object.entries(CASES)) {
    it(what, () => {
      for (const [text, expected] of cases) {
        assert.equal(languageOf(text), expected, text);
      }
    });
  }
});
