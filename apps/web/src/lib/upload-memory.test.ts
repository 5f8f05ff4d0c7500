import { describe, expect, it } from 'vitest';
import { isSameFile, leftHere, UploadMemory } from './upload-memory.ts';

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}
const file = { name: '报告.pdf', size: 10, lastModified: 5 };
const entry = (uploadId: string, milestoneId: string | null = 'm1') => ({
  ...file,
  uploadId,
  milestoneId,
  title: '报告',
  kind: 'REPORT',
  documentOn: null,
});
const upload = (id: string) => ({ id, fileName: '报告.pdf', size: 10, received: 4, state: 'open' });

describe('the memory of uploads', () => {
  it('is found again after a restart, by the person it belongs to', () => {
    const kept = storage();
    new UploadMemory('one', kept).remember(entry('a'));
    expect(new UploadMemory('one', kept).all()).toEqual([{ ...entry('a'), userId: 'one' }]);
    expect(new UploadMemory('two', kept).all()).toEqual([]);
  });

  it('keeps one entry per upload, the latest, until it is forgotten', () => {
    const memory = new UploadMemory('one', storage());
    memory.remember(entry('a'));
    memory.remember({ ...entry('a'), title: '改过' });
    expect(memory.all().map(({ title }) => title)).toEqual(['改过']);
    memory.forget('a');
    expect(memory.all()).toEqual([]);
  });

  it('is empty where the browser keeps nothing, or somebody wrote nonsense', () => {
    const memory = new UploadMemory('one', { getItem: () => '{nonsense', setItem: () => undefined });
    expect(memory.all()).toEqual([]);
    expect(new UploadMemory('one', null).all()).toEqual([]);
  });
});

describe('a file chosen again', () => {
  it('is the same by name, size and time of its last change', () => {
    expect(isSameFile(file, { ...file })).toBe(true);
    expect(isSameFile({ ...file, name: 'e\u0301.pdf' }, { ...file, name: '\u00e9.pdf' })).toBe(true);
    for (const other of [{ name: 'x' }, { size: 11 }, { lastModified: 6 }])
      expect(isSameFile(file, { ...file, ...other })).toBe(false);
  });
});

describe('what is left of earlier uploads', () => {
  const remembered = [entry('a', 'm1'), entry('b', null)].map(known => ({ ...known, userId: 'one' }));
  it('shows beside the milestone it was begun for', () =>
    expect(leftHere([upload('a'), upload('b'), upload('c')], remembered, 'm1').map(({ id }) => id)).toEqual(['a']));
  it('shows in the library when it was begun there or in another browser', () =>
    expect(leftHere([upload('a'), upload('b'), upload('c')], remembered, null).map(({ id }) => id)).toEqual([
      'b',
      'c',
    ]));
});
