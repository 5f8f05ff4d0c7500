import { describe, expect, it } from 'vitest';
import { markOf, planFromDraft, planOf } from './plan-draft.ts';

const action = {
  content: '',
  target: null,
  steps: null,
  ownerName: null,
  section: null,
  headInCharge: null,
  dueOn: '2024-12-20',
  milestones: [],
  measure: { deliverable: '名册', evidenceKinds: ['ROSTER'] },
} as unknown as Parameters<typeof planOf>[0];

describe('a plan in the form', () => {
  it('begins with what the measure asks for', () => {
    expect(planOf(action, '张某')).toMatchObject({
      ownerName: '张某',
      milestones: [{ title: '', deliverable: '名册', proofKinds: ['ROSTER'], dueOn: '2024-12-20' }],
    });
  });

  it('comes back from a draft as it was typed', () => {
    const plan = planOf(action, '张某');
    plan.milestones.push({ title: '完成第一期', deliverable: '签到表', proofKinds: ['ROSTER'], dueOn: null });
    const back = planFromDraft(JSON.parse(JSON.stringify(plan)));
    expect(back).toMatchObject({
      ...plan,
      milestones: [{ deliverable: '名册' }, { title: '完成第一期', dueOn: null }],
    });
  });

  it('survives a draft that another version of the page wrote', () => {
    for (const milestones of [undefined, 'text', [null, 1, { proofKinds: 'ROSTER', dueOn: 'soon', title: 7 }]]) {
      const plan = planFromDraft({ content: { not: 'text' }, milestones });
      expect(plan.content).toBe('');
      for (const milestone of plan.milestones)
        expect(milestone).toEqual({
          id: null,
          title: '',
          deliverable: '',
          acceptanceRule: '',
          proofKinds: [],
          dueOn: null,
        });
    }
  });
});

describe('a mark', () => {
  const fields = [
    { field: 'content', note: '写明人数' },
    { field: 'milestones.m-2.dueOn', note: null },
  ];
  it('stands at its own field, wherever the milestone has been moved to', () => {
    expect(markOf(fields, undefined, 'content')).toBe('写明人数');
    expect(markOf(fields, 'm-2', 'dueOn')).toBeNull();
    expect(markOf(fields, 'm-1', 'dueOn')).toBeUndefined();
    expect(markOf(fields, null, 'dueOn')).toBeUndefined();
  });
});
