package io.quillmesh.tuning.tokenizer;

import java.util.List;

/** Texts on which tokenizers differ. */
final class HardCases {
  static final List<String> TEXTS =
      List.of(
          "",
          " \t\r\n ",
          "Hello, World! It's 3.5% better—isn't it?",
          "Crème brûlée, naïve façade, Ångström, İstanbul, ΣΊΣΥΦΟΣ",
          "Cre\u0300me with the accent apart",
          "帮我写一篇关于咖啡的文章，500字以内！",
          "写一篇關於臺灣夜市的文章OK嗎？thx",
          "ＦＵＬＬ　ｗｉｄｔｈ：１２３",
          "日本語とカタカナ、한국어도",
          "emoji 👩‍👩‍👧 and ❤️ 🇨🇳 end",
          "a\u0000b\u200bc\u00add\ufeffe\ufffdf",
          "no\u00a0break\u2003em\u3000wide",
          "path/to/file.txt user@example.org C++ #tag $5 <b>x</b> `code` ~tilde^",
          "x".repeat(100) + " " + "y".repeat(101),
          "unaffable antidisestablishmentarianism pneumonoultramicroscopic",
          "\u201cquoted\u201d \u2018single\u2019 \u00abguillemets\u00bb \u3010brackets\u3011 \u2026",
          "rare 𠀀𪜀 \ud87e\udc00 ideographs",
          "lone \ud800 surrogate",
          "१२३ हिन्दी العربية עברית ไทย",
          "½ ² ™ © ° ∑ → 5€ 5£");

  private HardCases() {}
}
