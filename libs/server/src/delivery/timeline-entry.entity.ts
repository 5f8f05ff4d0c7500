import { defineEntity, p } from '@mikro-orm/core';

const TimelineEntrySchema = defineEntity({
  name: 'TimelineEntry',
  tableName: 'timeline_entry',
  properties: {
    unitId: p.string().primary(),
    id: p.bigint('number').primary().autoincrement(),
    actionId: p.uuid(),
    at: p.datetime(),
    verb: p.string(),
    actorName: p.string(),
    actorUnit: p.string(),
    text: p.text().nullable(),
  },
});
/** Who did what to an action, in words its readers use; the ledger holds the proof. */
export class TimelineEntry extends TimelineEntrySchema.class {}
TimelineEntrySchema.setClass(TimelineEntry);
