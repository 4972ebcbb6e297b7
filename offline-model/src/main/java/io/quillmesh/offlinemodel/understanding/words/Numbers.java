package io.quillmesh.offlinemodel.understanding.words;

import java.text.Normalizer;

/** Reads numbers as people write them. */
public final class Numbers {

  private static final String DIGITS = "零一二三四五六七八九";

  private Numbers() {}

  /** Reads {@code 800}, {@code 1,200}, {@code 800} in full width or {@code 八百}. */
  public static long parse(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).replace(",", "").strip();
    return plain.chars().allMatch(Character::isDigit)
        ? Long.parseLong(plain.substring(0, Math.min(plain.length(), 9)))
        : chinese(plain);
  }

  private static long chinese(String text) {
    long total = 0;
    long section = 0;
    long digit = 0;
    for (char c : text.replace('两', '二').toCharArray()) {
      long unit =
          switch (c) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1000;
            case '万' -> 10_000;
            default -> 1;
          };
      if (unit == 1) {
        digit = Character.isDigit(c) ? digit * 10 + (c - '0') : Math.max(0, DIGITS.indexOf(c));
      } else if (unit == 10_000) {
        total += (section + digit) * unit;
        section = 0;
        digit = 0;
      } else {
        section += Math.max(1, digit) * unit;
        digit = 0;
      }
    }
    return total + section + digit;
  }
}
