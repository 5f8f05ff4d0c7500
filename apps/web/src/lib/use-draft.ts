import { useCallback, useEffect, useRef, useState } from 'react';
import {
  type Draft,
  type DraftAnswer,
  type DraftBody,
  DraftKeeper,
  type DraftState,
  type DraftStore,
  isUnsafe,
} from './draft.ts';
import { call } from './http.ts';

export type DraftKind = 'plan' | 'progress' | 'report';

/** The server's drafts. An answer of the 5xx kind is as good as none. */
function serverStore(kind: DraftKind, subjectId: string): DraftStore {
  const path = `/drafts/${kind}/${subjectId}`;
  return {
    load: async () => {
      const answer = await call<Draft>('GET', path);
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      const { rev = 0, body = null, savedBy = null, savedAt = null } = answer.body;
      return { rev, body, savedBy, savedAt };
    },
    save: async (baseRev, body, isLast): Promise<DraftAnswer> => {
      const answer = await call<Draft>('PUT', path, { baseRev, body }, {}, { keepalive: isLast });
      const { rev = 0, savedBy = null, savedAt = null } = answer.body;
      if (answer.ok) return { outcome: 'saved', rev, savedAt };
      if (answer.status === 409)
        return { outcome: 'conflict', draft: { rev, body: answer.body.body ?? null, savedBy, savedAt } };
      if (answer.status >= 500 || answer.status === 401) throw new Error(`HTTP ${answer.status}`);
      return { outcome: 'closed', message: answer.body.userErrors?.[0]?.message ?? '' };
    },
  };
}

const later = (milliseconds: number, work: () => void): (() => void) => {
  const timer = window.setTimeout(work, milliseconds);
  return () => window.clearTimeout(timer);
};

export interface DraftHandle {
  state: DraftState;
  edit: (body: DraftBody) => void;
  choose: (whose: 'mine' | 'theirs') => void;
  /** Saves now; answers whether nothing is left to lose. */
  flush: () => Promise<boolean>;
  hold: () => Promise<boolean>;
  release: () => void;
  handedIn: () => Promise<void>;
}

/** The draft behind an open form. `onRestore` is told once when something was left there. */
export function useDraft(
  kind: DraftKind,
  subjectId: string,
  isOpen: boolean,
  onRestore: (draft: Draft & { body: DraftBody }) => void,
): DraftHandle {
  const [state, setState] = useState<DraftState>({ kind: 'none' });
  const keeper = useRef<DraftKeeper | null>(null);
  const restore = useRef(onRestore);
  useEffect(() => {
    restore.current = onRestore;
  });
  useEffect(() => {
    if (!isOpen) return undefined;
    const own = new DraftKeeper(
      serverStore(kind, subjectId),
      { onState: setState, onRestore: draft => restore.current(draft) },
      later,
    );
    keeper.current = own;
    void own.open();
    const wake = () => own.wake();
    const leave = () => {
      if (document.visibilityState === 'hidden') void own.flush(true);
    };
    window.addEventListener('online', wake);
    window.addEventListener('focus', wake);
    document.addEventListener('visibilitychange', leave);
    return () => {
      window.removeEventListener('online', wake);
      window.removeEventListener('focus', wake);
      document.removeEventListener('visibilitychange', leave);
      own.close();
      keeper.current = null;
      setState({ kind: 'none' });
    };
  }, [kind, subjectId, isOpen]);
  return {
    state,
    edit: useCallback(body => keeper.current?.edit(body), []),
    choose: useCallback(whose => keeper.current?.choose(whose), []),
    flush: useCallback(async () => {
      const own = keeper.current;
      if (!own) return true;
      await own.flush();
      return !isUnsafe(own.state);
    }, []),
    hold: useCallback(() => keeper.current?.hold() ?? Promise.resolve(true), []),
    release: useCallback(() => keeper.current?.release(), []),
    handedIn: useCallback(() => keeper.current?.handedIn() ?? Promise.resolve(), []),
  };
}
