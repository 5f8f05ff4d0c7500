import { defineEntity, p } from '@mikro-orm/core';
import type { GivenLine } from '@yardstick/domain/scoring/three-lines';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../context.ts';

const FinalRulingSchema = defineEntity({
  name: 'FinalRuling',
  tableName: 'final_ruling',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    evaluationId: p.uuid(),
    objectionId: p.uuid(),
    indicator: p.string(),
    no: p.integer(),
    line: p.json<GivenLine>(),
    replaced: p.json<GivenLine>(),
    decidedById: p.uuid(),
    decidedAt: p.datetime(),
  },
});

interface Ruled {
  unitId: string;
  evaluationId: string;
  objectionId: string;
  indicator: string;
  no: number;
  line: GivenLine;
  /** What counted until then. */
  replaced: GivenLine;
}

/** The final line that an upheld objection led to. The lines it was decided on stay; so does an earlier ruling. */
export class FinalRuling extends FinalRulingSchema.class {
  constructor(ruled: Ruled, by: Actor, at: Date) {
    super();
    this.id = randomUUID();
    Object.assign(this, ruled);
    this.decidedById = by.id;
    this.decidedAt = at;
  }
}
FinalRulingSchema.setClass(FinalRuling);
