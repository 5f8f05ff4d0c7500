/** Full-width letters, digits, punctuation and spaces as their half-width twins; one character in, one out. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e\u3000\u00a0]/g, character => {
    const code = character.charCodeAt(0);
    return code === 0x3000 || code === 0xa0 ? ' ' : String.fromCharCode(code - 0xfee0);
  });
}

/** The form in which two spellings of the same word are equal: half-width, no blanks, one case. */
export function comparable(text: string): string {
  return halfWidth(text).replace(/\s+/g, '').toLowerCase();
}
