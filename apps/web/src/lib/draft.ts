export type DraftBody = Record<string, unknown>;

export interface Draft {
  rev: number;
  body: DraftBody | null;
  savedBy: string | null;
  savedAt: string | null;
}

export type DraftAnswer =
  | { outcome: 'saved'; rev: number; savedAt: string | null }
  /** somebody else, or another window, was faster: this is what stands there now */
  | { outcome: 'conflict'; draft: Draft }
  /** it is not open any more */
  | { outcome: 'closed'; message: string };

/** Where drafts are kept. Throws when there was no answer, or one that tells only of trouble on the way. */
export interface DraftStore {
  load: () => Promise<Draft>;
  /** `isLast`: the page is going away, the request must outlive it */
  save: (baseRev: number, body: DraftBody, isLast: boolean) => Promise<DraftAnswer>;
}

export type DraftState =
  /** nothing typed that is not handed in */
  | { kind: 'none' }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  /** no answer; tried again by itself */
  | { kind: 'offline' }
  | { kind: 'saved'; at: string | null }
  | { kind: 'conflict'; mine: DraftBody; theirs: Draft }
  | { kind: 'closed'; message: string };

/** Runs `work` later; answers how to call it off. */
export type Later = (milliseconds: number, work: () => void) => () => void;

const quietMs = 1000;
const retryMs = [2000, 4000, 8000, 15_000];

interface Hearers {
  onState: (state: DraftState) => void;
  /** A draft was there when the form was opened. */
  onRestore: (draft: Draft & { body: DraftBody }) => void;
}

/**
 * Keeps one form's text on the server while it is typed: a second after the last key, again and again while the line is
 * down, and never over what somebody else saved meanwhile. The text itself stays in the form whatever happens here.
 */
export class DraftKeeper {
  state: DraftState = { kind: 'none' };
  private rev: number | null = null;
  private pending: DraftBody | null = null;
  private sending: Promise<void> | null = null;
  private callOff: (() => void) | null = null;
  private failures = 0;
  private isHeld = false;
  private isClosed = false;

  constructor(
    private readonly store: DraftStore,
    private readonly hearers: Hearers,
    private readonly later: Later,
  ) {}

  /** Reads what was left. What was typed before the answer came is not thrown away for it. */
  async open(): Promise<void> {
    try {
      const draft = await this.store.load();
      if (this.isClosed) return;
      this.failures = 0;
      const { body } = draft;
      if (body !== null && this.pending !== null && !isSame(body, this.pending)) {
        this.tell({ kind: 'conflict', mine: this.pending, theirs: draft });
        return;
      }
      this.rev = draft.rev;
      if (body !== null && this.pending === null) {
        this.tell({ kind: 'saved', at: draft.savedAt });
        this.hearers.onRestore({ ...draft, body });
      } else if (this.pending !== null) this.plan(0, () => void this.flush());
    } catch {
      if (this.isClosed) return;
      if (this.pending !== null) this.tell({ kind: 'offline' });
      this.plan(this.nextRetry(), () => void this.open());
    }
  }

  edit(body: DraftBody): void {
    if (this.state.kind === 'closed') return;
    this.pending = body;
    if (this.state.kind === 'conflict') {
      this.tell({ ...this.state, mine: body });
      return;
    }
    if (this.state.kind !== 'offline') this.tell({ kind: 'unsaved' });
    if (this.rev !== null && !this.isHeld) this.plan(quietMs, () => void this.flush());
  }

  /** Sends what is not saved yet, now. */
  async flush(isLast = false): Promise<void> {
    this.stopWaiting();
    if (this.sending) await this.sending;
    if (!this.pending || this.rev === null || this.isHeld || isHalted(this.state)) return;
    this.sending = this.send(this.pending, this.rev, isLast);
    await this.sending;
  }

  private async send(body: DraftBody, rev: number, isLast: boolean): Promise<void> {
    if (this.state.kind !== 'offline') this.tell({ kind: 'saving' });
    try {
      const answer = await this.store.save(rev, body, isLast);
      this.sending = null;
      this.failures = 0;
      if (answer.outcome === 'closed') this.tell({ kind: 'closed', message: answer.message });
      else if (answer.outcome === 'saved') this.settled(answer.rev, body, answer.savedAt);
      else if (answer.draft.body !== null && isSame(answer.draft.body, body))
        this.settled(answer.draft.rev, body, answer.draft.savedAt);
      else this.tell({ kind: 'conflict', mine: this.pending ?? body, theirs: answer.draft });
    } catch {
      this.sending = null;
      this.tell({ kind: 'offline' });
      if (!this.isClosed && !this.isHeld) this.plan(this.nextRetry(), () => void this.flush());
    }
  }

  private settled(rev: number, body: DraftBody, at: string | null): void {
    this.rev = rev;
    if (this.pending === body) {
      this.pending = null;
      this.tell({ kind: 'saved', at });
      return;
    }
    this.tell({ kind: 'unsaved' });
    if (!this.isClosed && !this.isHeld) this.plan(quietMs, () => void this.flush());
  }

  /** The line is back: no need to wait for the next try. */
  wake(): void {
    if (this.state.kind !== 'offline' || this.isHeld) return;
    if (this.rev === null) void this.open();
    else void this.flush();
  }

  /** One of the two texts of a conflict; the other is gone. Theirs is to be put into the form. */
  choose(whose: 'mine' | 'theirs'): void {
    if (this.state.kind !== 'conflict') return;
    const { mine, theirs } = this.state;
    this.rev = theirs.rev;
    if (whose === 'mine') {
      this.pending = mine;
      this.tell({ kind: 'unsaved' });
      void this.flush();
    } else {
      this.pending = null;
      this.tell(theirs.body === null ? { kind: 'none' } : { kind: 'saved', at: theirs.savedAt });
    }
  }

  /** While the text itself is handed in nothing is saved beside it. Answers whether that may go on: not in a conflict. */
  async hold(): Promise<boolean> {
    if (this.state.kind === 'conflict') return false;
    this.isHeld = true;
    this.stopWaiting();
    if (this.sending) await this.sending;
    if ((this.state as DraftState).kind !== 'conflict') return true;
    this.isHeld = false;
    return false;
  }

  /** It was refused: the text is a draft still. */
  release(): void {
    this.isHeld = false;
    if (this.pending !== null) this.plan(quietMs, () => void this.flush());
  }

  /** It was taken, and the server has emptied the draft with it. */
  async handedIn(): Promise<void> {
    this.stopWaiting();
    this.pending = null;
    this.rev = null;
    this.isHeld = false;
    this.tell({ kind: 'none' });
    await this.open();
  }

  close(): void {
    void this.flush(true);
    this.isClosed = true;
    this.stopWaiting();
  }

  private nextRetry(): number {
    return retryMs[Math.min(this.failures++, retryMs.length - 1)] ?? 15_000;
  }

  private plan(milliseconds: number, work: () => void): void {
    this.stopWaiting();
    this.callOff = this.later(milliseconds, () => {
      this.callOff = null;
      work();
    });
  }

  private stopWaiting(): void {
    this.callOff?.();
    this.callOff = null;
  }

  private tell(state: DraftState): void {
    this.state = state;
    if (!this.isClosed) this.hearers.onState(state);
  }
}

const isHalted = (state: DraftState): boolean => state.kind === 'conflict' || state.kind === 'closed';

/** Whether leaving now would lose something. */
export const isUnsafe = (state: DraftState): boolean =>
  state.kind === 'unsaved' || state.kind === 'saving' || state.kind === 'offline' || state.kind === 'conflict';

/** The same text, however its keys are ordered and whether an empty field is there or not. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? '');
  return `{${Object.entries(value)
    .filter(([, one]) => one !== undefined && one !== null && one !== '')
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .join(',')}}`;
}
