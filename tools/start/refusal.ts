/** A start that cannot go on for a reason the reader can do something about: shown as one sentence, without a trace. */
export class Refusal extends Error {
  override name = 'Refusal';
  constructor(zh: string, en: string) {
    super(`${zh} / ${en}`);
  }
}
