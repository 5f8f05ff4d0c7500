import type { CalendarDay } from '@yardstick/domain/calendar-day';
import { movedToYear } from '@yardstick/domain/plan-return';
import type { EvidenceKind } from '@yardstick/domain/plan';
import { authorize, type Context } from '../context.ts';
import { canWorkOn } from './unit-action.policy.ts';

export interface PlanExample {
  source: 'OWN_EARLIER' | 'SISTER_UNIT';
  year: number;
  unitName: string;
  content: string;
  target: string | null;
  steps: string | null;
  milestones: {
    title: string;
    deliverable: string;
    acceptanceRule: string | null;
    proofKinds: EvidenceKind[];
    dueOn: CalendarDay;
  }[];
}

const milestoneTexts = `(select coalesce(jsonb_agg(jsonb_build_object('title', m.title, 'deliverable', m.deliverable,
    'acceptanceRule', m.acceptance_rule, 'proofKinds', m.proof_kinds, 'dueOn', m.original_due_on) order by m.seq), '[]')
  from milestone m where m.unit_id = a.unit_id and m.action_id = a.id)`;

/**
 * Plans to copy from: the unit's own of earlier years, and approved ones of sister units, wording only. Days come moved to
 * the year of the action; names, evidence and states do not come at all.
 */
export async function planExamples(context: Context, actionId: string): Promise<PlanExample[]> {
  const { reads } = context.services;
  const [action] = await reads.objects<{
    unitId: string;
    measureId: string;
    year: number;
    startOn: CalendarDay;
    dueOn: CalendarDay;
  }>(
    context.scope,
    `select unit_id as "unitId", measure_id as "measureId", year, start_on as "startOn", due_on as "dueOn"
     from unit_action where id = $1`,
    [actionId],
  );
  if (!action) return [];
  authorize(canWorkOn(context.actor, action));
  const rows = await reads.objects<PlanExample>(
    context.scope,
    `select 'OWN_EARLIER' as source, a.year, u.short_name as "unitName", a.content, a.target, a.steps, ${milestoneTexts} as milestones
     from unit_action a join unit u on u.id = a.unit_id
     where a.unit_id = $1 and a.measure_id = $2 and a.year < $3 and a.content <> ''
     union all
     select 'SISTER_UNIT', year, unit_name, content, target, steps, milestones
     from approved_plan_texts($2, $1, $3 - 1, $3)`,
    [action.unitId, action.measureId, action.year],
  );
  const within = { from: action.startOn, to: action.dueOn };
  return rows
    .sort((a, b) => a.source.localeCompare(b.source) || b.year - a.year)
    .map(example => ({
      ...example,
      milestones: example.milestones.map(milestone => ({
        ...milestone,
        dueOn: movedToYear(milestone.dueOn, action.year - example.year, within),
      })),
    }));
}

export interface PlanNames {
  ownerNames: string[];
  sections: string[];
  headsInCharge: string[];
}

/** Names and sections that stand in the unit's own plans, the last used first: nobody types them twice. */
export async function planNames(context: Context): Promise<PlanNames> {
  const used = (column: string) =>
    `(select coalesce(json_agg(name), '[]') from (
       select trim(${column}) as name from unit_action where unit_id = $1 and trim(${column}) <> ''
       group by 1 order by max(state_since) desc, 1 limit 20) x)`;
  const [names] = await context.services.reads.objects<PlanNames>(
    context.scope,
    `select ${used('owner_name')} as "ownerNames", ${used('section')} as sections, ${used('head_in_charge')} as "headsInCharge"`,
    [context.actor.unitId],
  );
  return names ?? { ownerNames: [], sections: [], headsInCharge: [] };
}
