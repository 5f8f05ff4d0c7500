import { describe, expect, it } from 'vitest';
import {
  type Draft,
  type DraftAnswer,
  type DraftBody,
  DraftKeeper,
  type DraftStore,
  isSame,
  isUnsafe,
} from './draft.ts';

/** Time that passes only when a test says so. */
function timers() {
  let now = 0;
  let planned: { at: number; work: () => void }[] = [];
  return {
    later: (milliseconds: number, work: () => void) => {
      const entry = { at: now + milliseconds, work };
      planned.push(entry);
      return () => {
        planned = planned.filter(one => one !== entry);
      };
    },
    pass: async (milliseconds: number) => {
      const until = now + milliseconds;
      for (;;) {
        const next = planned.filter(one => one.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        planned = planned.filter(one => one !== next);
        next.work();
        await settled();
      }
      now = until;
    },
  };
}

async function settled(): Promise<void> {
  for (let n = 0; n < 20; n++) await Promise.resolve();
}

/** Keeps drafts as the server does: one saving per rev. */
class Server implements DraftStore {
  draft: Draft = { rev: 0, body: null, savedBy: null, savedAt: null };
  isAway = false;
  isClosed = false;
  savings = 0;

  load = async (): Promise<Draft> => {
    if (this.isAway) throw new TypeError('Failed to fetch');
    return { ...this.draft };
  };
  save = async (baseRev: number, body: DraftBody): Promise<DraftAnswer> => {
    if (this.isAway) throw new TypeError('Failed to fetch');
    if (this.isClosed) return { outcome: 'closed', message: '已提交' };
    if (baseRev !== this.draft.rev) return { outcome: 'conflict', draft: { ...this.draft } };
    this.savings++;
    this.draft = { rev: baseRev + 1, body, savedBy: '张某', savedAt: '2024-10-15T06:03:00Z' };
    return { outcome: 'saved', rev: this.draft.rev, savedAt: this.draft.savedAt };
  };
}

async function keeperOn(server: Server, clock = timers()) {
  const restored: DraftBody[] = [];
  const keeper = new DraftKeeper(
    server,
    { onState: () => undefined, onRestore: draft => restored.push(draft.body) },
    clock.later,
  );
  await keeper.open();
  return { keeper, restored, pass: clock.pass };
}

describe('a draft', () => {
  it('is saved once, a second after the last key', async () => {
    const server = new Server();
    const { keeper, pass } = await keeperOn(server);
    for (const content of ['逐', '逐人', '逐人核对']) {
      keeper.edit({ content });
      expect(keeper.state.kind).toBe('unsaved');
      await pass(400);
    }
    expect(server.savings).toBe(0);
    await pass(700);
    expect(server.savings).toBe(1);
    expect(server.draft.body).toEqual({ content: '逐人核对' });
    expect(keeper.state).toEqual({ kind: 'saved', at: '2024-10-15T06:03:00Z' });
  });

  it('is there again when the form is opened in another browser', async () => {
    const server = new Server();
    const first = await keeperOn(server);
    first.keeper.edit({ content: '逐人核对' });
    first.keeper.close();
    await settled();
    const second = await keeperOn(server);
    expect(second.restored).toEqual([{ content: '逐人核对' }]);
    second.keeper.edit({ content: '逐人核对，建档' });
    await second.pass(1000);
    expect(server.draft).toMatchObject({ rev: 2, body: { content: '逐人核对，建档' } });
  });

  it('outlasts a database that is away for ten seconds, with the last text and without a second try by hand', async () => {
    const server = new Server();
    const { keeper, pass } = await keeperOn(server);
    server.isAway = true;
    keeper.edit({ content: '一' });
    await pass(5000);
    expect(keeper.state.kind).toBe('offline');
    expect(isUnsafe(keeper.state)).toBe(true);
    keeper.edit({ content: '一二' });
    await pass(5000);
    expect(keeper.state.kind).toBe('offline');
    server.isAway = false;
    await pass(15_000);
    expect(server.draft.body).toEqual({ content: '一二' });
    expect(keeper.state.kind).toBe('saved');
  });

  it('is sent as soon as the line is back', async () => {
    const server = new Server();
    const { keeper, pass } = await keeperOn(server);
    server.isAway = true;
    keeper.edit({ content: '一' });
    await pass(60_000);
    server.isAway = false;
    keeper.wake();
    await settled();
    expect(keeper.state.kind).toBe('saved');
  });

  it('waits for a server that was away when the form was opened', async () => {
    const server = new Server();
    server.isAway = true;
    const { keeper, pass } = await keeperOn(server);
    keeper.edit({ content: '一' });
    await pass(1500);
    expect(keeper.state.kind).toBe('unsaved');
    server.isAway = false;
    await pass(5000);
    expect(server.draft.body).toEqual({ content: '一' });
  });

  it('shows both texts when somebody else saved, and overwrites neither until one is chosen', async () => {
    for (const whose of ['mine', 'theirs'] as const) {
      const server = new Server();
      const [mine, theirs] = [await keeperOn(server), await keeperOn(server)];
      theirs.keeper.edit({ content: '他的' });
      await theirs.pass(1000);
      mine.keeper.edit({ content: '我的' });
      await mine.pass(1000);
      expect(mine.keeper.state).toMatchObject({ kind: 'conflict', mine: { content: '我的' }, theirs: { rev: 1, body: { content: '他的' } } }); // prettier-ignore
      mine.keeper.edit({ content: '我的，又加一句' });
      await mine.pass(60_000);
      expect(server.draft.body).toEqual({ content: '他的' });
      expect(await mine.keeper.hold()).toBe(false);
      mine.keeper.choose(whose);
      await settled();
      expect(server.draft.body).toEqual({ content: whose === 'mine' ? '我的，又加一句' : '他的' });
      expect(mine.keeper.state.kind).toBe('saved');
    }
  });

  it('makes no conflict of the same text, nor of an answer that was lost', async () => {
    const server = new Server();
    const [one, other] = [await keeperOn(server), await keeperOn(server)];
    for (const { keeper, pass } of [one, other]) {
      keeper.edit({ content: '同样', steps: '' });
      await pass(1000);
      expect(keeper.state.kind).toBe('saved');
    }
    expect(server.savings).toBe(1);
  });

  it('does not throw away what was typed before the older draft arrived', async () => {
    const server = new Server();
    server.draft = { rev: 3, body: { content: '昨天的' }, savedBy: '张某', savedAt: null };
    server.isAway = true;
    const { keeper, restored, pass } = await keeperOn(server);
    keeper.edit({ content: '今天的' });
    server.isAway = false;
    await pass(5000);
    expect(restored).toEqual([]);
    expect(keeper.state).toMatchObject({ kind: 'conflict', mine: { content: '今天的' } });
  });

  it('keeps still while the text is handed in, and starts afresh afterwards', async () => {
    const server = new Server();
    const { keeper, pass } = await keeperOn(server);
    keeper.edit({ content: '一' });
    expect(await keeper.hold()).toBe(true);
    keeper.edit({ content: '一二' });
    await pass(60_000);
    expect(server.savings).toBe(0);
    keeper.release();
    await pass(1000);
    expect(server.savings).toBe(1);
    await keeper.hold();
    server.draft = { rev: 2, body: null, savedBy: '张某', savedAt: null };
    await keeper.handedIn();
    expect(keeper.state.kind).toBe('none');
    keeper.edit({ content: '下一份' });
    await pass(1000);
    expect(server.draft).toMatchObject({ rev: 3, body: { content: '下一份' } });
  });

  it('stops when the work has been handed in elsewhere', async () => {
    const server = new Server();
    const { keeper, pass } = await keeperOn(server);
    server.isClosed = true;
    keeper.edit({ content: '晚到' });
    await pass(1000);
    expect(keeper.state).toEqual({ kind: 'closed', message: '已提交' });
  });
});

describe('two texts', () => {
  it('are the same in spite of the order of keys and of empty fields', () => {
    expect(isSame({ a: 1, b: { c: ['x'], d: '' } }, { b: { d: undefined, c: ['x'] }, a: 1 })).toBe(true);
    expect(isSame({ a: ['x', 'y'] }, { a: ['y', 'x'] })).toBe(false);
  });
});
