import type { ActionState } from './action.ts';
import type { Bilingual } from './bilingual.ts';
import type { CalendarDay } from './calendar-day.ts';
import type { EvidenceState } from './evidence.ts';
import type { MilestoneState } from './milestone.ts';

/** What a dossier says it lacks, or holds without its counting as proof. */
export const gapLabels = {
  'file-missing': { zh: '文件不在存储中', en: 'File not in the store' },
  'file-damaged': { zh: '文件内容与登记的哈希不符', en: 'File differs from its recorded hash' },
  'file-unreadable': { zh: '文件读取失败', en: 'File could not be read' },
  'no-accepted-evidence': { zh: '节点没有采信的材料', en: 'Milestone without accepted evidence' },
  'returned-not-redone': { zh: '节点退回后未重新报送', en: 'Milestone returned and not handed in again' },
  'evidence-returned': { zh: '材料被退回', en: 'Evidence returned' },
  'evidence-withdrawn': { zh: '材料已撤回', en: 'Evidence withdrawn' },
  'evidence-revoked': { zh: '材料已失效', en: 'Evidence revoked' },
  'never-reported': { zh: '从未报告进展', en: 'No progress ever reported' },
  'no-milestones': { zh: '任务没有节点', en: 'Action without milestones' },
  stopped: { zh: '任务已中止、撤销或不适用', en: 'Action suspended, cancelled or not applicable' },
} as const satisfies Record<string, Bilingual>;

export type Gap = keyof typeof gapLabels;

const stopped: readonly ActionState[] = ['suspended', 'cancelled', 'not-applicable'];

/** What one action lacks as a whole. A stopped action owes nothing more, which is said instead. */
export function actionGaps(action: { state: ActionState; milestoneCount: number; reportCount: number }): Gap[] {
  if (stopped.includes(action.state)) return ['stopped'];
  const gaps: Gap[] = [];
  if (action.milestoneCount === 0) gaps.push('no-milestones');
  if (action.reportCount === 0) gaps.push('never-reported');
  return gaps;
}

/** What one milestone lacks, due or not: the reader is told the due day beside it. */
export function milestoneGap(milestone: {
  state: MilestoneState;
  actionState: ActionState;
  evidenceStates: readonly EvidenceState[];
}): Gap | null {
  if (stopped.includes(milestone.actionState)) return null;
  if (milestone.state === 'returned') return 'returned-not-redone';
  return milestone.evidenceStates.includes('accepted') ? null : 'no-accepted-evidence';
}

/** Evidence that lies in the dossier and proves nothing. */
export function evidenceGap(state: EvidenceState): Gap | null {
  if (state === 'returned') return 'evidence-returned';
  if (state === 'withdrawn') return 'evidence-withdrawn';
  return state === 'revoked' ? 'evidence-revoked' : null;
}

/** How a milestone stands to its due day, in days; for the sentence beside a gap. */
export function dueWords(dueOn: CalendarDay, handedInOn: CalendarDay | null, today: CalendarDay): Bilingual {
  if (handedInOn) return { zh: `${handedInOn} 报送`, en: `handed in on ${handedInOn}` };
  if (dueOn < today) return { zh: `应于 ${dueOn} 完成，已逾期`, en: `was due on ${dueOn}, overdue` };
  return { zh: `应于 ${dueOn} 完成，未到期`, en: `due on ${dueOn}, not yet due` };
}
