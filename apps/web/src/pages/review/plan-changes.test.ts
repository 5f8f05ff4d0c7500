import { describe, expect, it } from 'vitest';
import { changesOf } from './plan-changes.ts';

type Action = Parameters<typeof changesOf>[0];
const milestone = { id: 'm-1', seq: 1, title: '完成培训', deliverable: '名册', acceptanceRule: null, proofKinds: ['ROSTER'], dueOn: '2024-11-15' } as const; // prettier-ignore
const words = { content: '加强培训', target: null, steps: null, ownerName: '张某', section: '法规科', headInCharge: '李某' }; // prettier-ignore
const now = { ...words, milestones: [milestone], returnedPlan: null } as unknown as Action;
const returned = (fields: { field: string; note: string | null }[], more: object = {}): Action =>
  ({ ...now, ...more, returnedPlan: { ...words, reason: '太笼统', fields, milestones: [milestone] } }) as unknown as Action; // prettier-ignore

describe('what has changed since a plan was returned', () => {
  it('is nothing for a plan that never was', () => {
    expect(changesOf(now).size).toBe(0);
  });

  it('names the changed fields, and the marks that nobody followed', () => {
    const changes = changesOf(
      returned(
        [
          { field: 'content', note: '写明人数' },
          { field: 'milestones.m-1.dueOn', note: null },
        ],
        { content: '分两期培训 60 人', section: '法制科' },
      ),
    );
    expect(Object.fromEntries(changes)).toEqual({
      content: { before: '加强培训', after: '分两期培训 60 人', isChanged: true, asked: '写明人数' },
      section: { before: '法规科', after: '法制科', isChanged: true },
      'milestones.m-1.dueOn': { before: '2024-11-15', after: '2024-11-15', isChanged: false, asked: null },
    });
  });

  it('knows milestones that came and went', () => {
    const added = { ...milestone, id: 'm-2', seq: 2, title: '补训' };
    const changes = changesOf(returned([], { milestones: [milestone, added] }));
    expect(changes.get('milestones')?.isChanged).toBe(true);
    expect(changes.get('milestones.m-2.title')).toEqual({ before: null, after: '补训', isChanged: true });
    expect(changesOf(returned([], { milestones: [] })).get('milestones')?.isChanged).toBe(true);
    expect(changesOf(returned([])).size).toBe(0);
  });
});
