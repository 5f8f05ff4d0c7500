import { defineEntity, p } from '@mikro-orm/core';

const ProgressReportSchema = defineEntity({
  name: 'ProgressReport',
  tableName: 'progress_report',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    actionId: p.uuid(),
    percent: p.integer(),
    done: p.text(),
    difficulty: p.text().nullable(),
    nextStep: p.text().nullable(),
    /** Filed on purpose as nothing new. */
    isUnchanged: p.boolean(),
    /** Why the percent is lower than the time before. */
    fallReason: p.text().nullable(),
    reportedBy: p.string(),
    reportedById: p.uuid(),
    reportedAt: p.datetime(),
  },
});
export class ProgressReport extends ProgressReportSchema.class {}
ProgressReportSchema.setClass(ProgressReport);
