import { actionGaps, dueWords, evidenceGap, milestoneGap, type Gap } from '@yardstick/domain/dossier';
import type { CalendarDay } from '@yardstick/domain/calendar-day';
import type { EvidenceState } from '@yardstick/domain/evidence';
import { milestoneStateLabels } from '@yardstick/domain/milestone';
import type { DossierAction, DossierRows } from './dossier.queries.ts';

export type FileGap = Extract<Gap, 'file-missing' | 'file-damaged' | 'file-unreadable'>;

export interface DossierGap {
  gap: Gap;
  unitName: string;
  action: DossierAction | null;
  what: string;
  detail: string;
}

/** Everything a dossier has to say about what it lacks: damaged files first, then in the order of the plan. */
export function dossierGapsOf(rows: DossierRows, fileGaps: Map<string, FileGap>, today: CalendarDay): DossierGap[] {
  const actions = new Map(rows.actions.map(action => [action.id, action]));
  const milestones = new Map(rows.milestones.map(milestone => [milestone.id, milestone]));
  const states = new Map<string, EvidenceState[]>();
  const actionOfEvidence = new Map<string, DossierAction>();
  const evidenceStates = new Map(rows.evidence.map(({ id, state }) => [id, state]));
  for (const { evidenceId, milestoneId } of rows.links) {
    if (milestoneId === null) continue;
    const state = evidenceStates.get(evidenceId);
    if (state) states.set(milestoneId, [...(states.get(milestoneId) ?? []), state]);
    const action = actions.get(milestones.get(milestoneId)?.actionId ?? '');
    if (action && !actionOfEvidence.has(evidenceId)) actionOfEvidence.set(evidenceId, action);
  }
  const gaps: DossierGap[] = [];
  const ofEvidence = (gap: Gap, evidence: DossierRows['evidence'][number], detail: string): void => {
    const action = actionOfEvidence.get(evidence.id) ?? null;
    gaps.push({ gap, unitName: evidence.unitName, action, what: `${evidence.title}（${evidence.fileName}）`, detail });
  };
  for (const evidence of rows.evidence) {
    const gap = fileGaps.get(evidence.id);
    if (gap) ofEvidence(gap, evidence, `登记的 SHA-256 为 ${evidence.sha256},未收入本包`);
  }

  const milestonesOf = Map.groupBy(rows.milestones, milestone => milestone.actionId);
  const reportsOf = Map.groupBy(rows.reports, report => report.actionId);
  for (const action of rows.actions) {
    const own = milestonesOf.get(action.id) ?? [];
    const facts = {
      state: action.state,
      milestoneCount: own.length,
      reportCount: reportsOf.get(action.id)?.length ?? 0,
    };
    for (const gap of actionGaps(facts))
      gaps.push({ gap, unitName: action.unitName, action, what: action.title, detail: action.returnReason ?? '' });
    for (const milestone of own) {
      const gap = milestoneGap({
        state: milestone.state,
        actionState: action.state,
        evidenceStates: states.get(milestone.id) ?? [],
      });
      if (!gap) continue;
      const words = [
        milestoneStateLabels[milestone.state].zh,
        dueWords(milestone.dueOn, milestone.handedInOn, today).zh,
        milestone.returnReason,
      ];
      const what = `节点${milestone.seq} ${milestone.title}`;
      gaps.push({ gap, unitName: action.unitName, action, what, detail: words.filter(Boolean).join('；') });
    }
  }
  for (const evidence of rows.evidence) {
    const gap = evidenceGap(evidence.state);
    if (gap) ofEvidence(gap, evidence, evidence.reason ?? '');
  }
  return gaps;
}
