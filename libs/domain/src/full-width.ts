const fullWidthOf: Record<string, string> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
  '?': '？',
  '!': '！',
};

/** Punctuation beside Chinese text in the width that official documents use. */
export const fullWidth = (text: string): string =>
  text.replace(/(?<=[\u3400-\u9fff）”》])[,;:()?!]|[,;:()?!](?=[\u3400-\u9fff（“《])/g, mark => fullWidthOf[mark]!);
