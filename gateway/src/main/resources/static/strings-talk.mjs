// The texts of what can be done with messages, versions and conversations, in all three languages.

const EN = {};

const ZH = {};

const ZH_HANT = {};

export const TALK_TEXTS = { en: EN, 'zh-Hans': ZH, 'zh-Hant': ZH_HANT };
