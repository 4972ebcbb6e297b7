package io.quillmesh.agent.provider.answer;

import java.util.List;
import java.util.Locale;

/**
 * Words by which providers tell one kind of error from others, in lower case: in codes, types and
 * messages.
 */
public enum ErrorWords {
  /** No credit is left. */
  QUOTA(
      "insufficient_quota",
      "insufficient quota",
      "insufficient balance",
      "insufficient_balance",
      "insufficient credits",
      "insufficient funds",
      "exceeded_current_quota",
      "exceeded your current quota",
      "billing_hard_limit",
      "billing_not_active",
      "arrearage",
      "overdue",
      "credit balance",
      "payment required",
      "余额不足",
      "欠费",
      "无可用资源包",
      "已用完",
      "accountoverdue"),

  /** What was written is not allowed. */
  MODERATION(
      "content_filter",
      "content_policy",
      "content policy",
      "contentfilter",
      "moderation",
      "data_inspection_failed",
      "datainspectionfailed",
      "inappropriate content",
      "sensitivecontent",
      "sensitive_words",
      "sensitive content",
      "responsibleaipolicy",
      "prohibited_content",
      "content_blocked",
      "敏感",
      "不安全",
      "违规"),

  /** The input does not fit the model. */
  TOO_LONG(
      "context_length",
      "context length",
      "context window",
      "contextwindow",
      "maximum context",
      "prompt is too long",
      "input is too long",
      "input length",
      "too many tokens",
      "token limit",
      "string_above_max_length",
      "request too large",
      "exceeds the maximum"),

  /** The key is wrong. */
  KEY(
      "invalid_api_key",
      "invalid api key",
      "incorrect api key",
      "invalidapikey",
      "authentication",
      "unauthorized",
      "api key not valid",
      "api_key_invalid",
      "令牌",
      "身份验证"),

  /** There is no such model. */
  MODEL(
      "model_not_found",
      "modelnotfound",
      "model not found",
      "model not exist",
      "model does not exist",
      "not a valid model",
      "invalid model",
      "model_not_supported",
      "no such model",
      "unknown model",
      "模型不存在"),

  /** The answer did not become JSON. That is chance: the next one may. */
  BAD_LUCK("json_validate_failed", "failed to generate json", "failed to validate json");

  private final List<String> words;

  ErrorWords(String... words) {
    this.words = List.of(words);
  }

  /** Whether the error is of this kind. */
  public boolean areIn(ProviderError error) {
    String text =
        (error.code() + "\n" + error.type() + "\n" + error.message()).toLowerCase(Locale.ROOT);
    return words.stream().anyMatch(text::contains);
  }
}
