import { defineEntity, p } from '@mikro-orm/core';
import { randomUUID } from 'node:crypto';

const FindingRemarkSchema = defineEntity({
  name: 'FindingRemark',
  tableName: 'finding_remark',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    /** The first version of the evidence: what was said of it holds for the next version too. */
    rootId: p.uuid(),
    /** Which finding: its code and what the evidence resembles, as one word that says neither. */
    hint: p.string(),
    evidenceId: p.uuid(),
    milestoneId: p.uuid(),
    text: p.string(),
    writtenBy: p.string(),
    writtenById: p.uuid(),
    writtenAt: p.datetime(),
  },
});

export type NewRemark = Omit<FindingRemark, 'id'>;

/** A unit's sentence on a finding, such as why a text that stands elsewhere is in order. Never changed: a later one counts. */
export class FindingRemark extends FindingRemarkSchema.class {
  constructor(facts: NewRemark) {
    super();
    this.id = randomUUID();
    Object.assign(this, facts);
  }
}
FindingRemarkSchema.setClass(FindingRemark);
