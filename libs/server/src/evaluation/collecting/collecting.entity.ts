import { defineEntity, p } from '@mikro-orm/core';
import type { FigureRow } from './record-figures.ts';
import type { GivenLine, ThreeLines } from '@yardstick/domain/scoring/three-lines';
import {
  selfAssessmentMoves,
  type SelfAssessmentState,
  type SelfAssessmentVerb,
} from '@yardstick/domain/self-assessment';
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../context.ts';
import { takeMove } from '../../evidence/take-move.ts';
import type { StatisticsIssue } from './statistics-issue.ts';

const SelfAssessmentSchema = defineEntity({
  name: 'SelfAssessment',
  tableName: 'self_assessment',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    evaluationId: p.uuid(),
    state: p.string().$type<SelfAssessmentState>(),
    draftedBy: p.string(),
    declineReason: p.text().nullable(),
    signedBy: p.string().nullable(),
    signedById: p.uuid().nullable(),
    signedAt: p.datetime().nullable(),
    stateSince: p.datetime(),
    /** How often it was saved; whoever writes upon an older one is told. */
    saveNo: p.integer(),
    version: p.integer().version(),
  },
});

/** A unit's own marks in one evaluation: written by its liaison, handed in by its head. */
export class SelfAssessment extends SelfAssessmentSchema.class {
  constructor(of: { unitId: string; evaluationId: string }, by: Actor, at: Date) {
    super();
    this.id = randomUUID();
    Object.assign(this, of);
    this.state = 'expected';
    this.saveNo = 0;
    this.draftedBy = by.name;
    this.stateSince = at;
  }

  save(by: Actor, at: Date): void {
    this.moved('saveSelfAssessment', at);
    this.saveNo += 1;
    this.draftedBy = by.name;
  }

  submit(by: Actor, at: Date): void {
    this.moved('submitSelfAssessment', at);
    this.saveNo += 1;
    this.draftedBy = by.name;
    this.declineReason = null;
  }

  sign(by: Actor, at: Date): void {
    this.moved('signSelfAssessment', at);
    this.signedBy = by.name;
    this.signedById = by.id;
    this.signedAt = at;
  }

  decline(reason: string, at: Date): void {
    this.moved('declineSelfAssessment', at, reason);
    this.declineReason = reason;
  }

  private moved(verb: SelfAssessmentVerb, at: Date, reason?: string): void {
    this.state = takeMove(selfAssessmentMoves, verb, { state: this.state, reason: reason ?? null });
    this.stateSince = at;
  }
}
SelfAssessmentSchema.setClass(SelfAssessment);

const AssessmentLineSchema = defineEntity({
  name: 'AssessmentLine',
  tableName: 'assessment_line',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    evaluationId: p.uuid(),
    indicator: p.string(),
    self: p.json<GivenLine>().nullable(),
    office: p.json<GivenLine>().nullable(),
    final: p.json<GivenLine>().nullable(),
    /** Who gave the office's mark, and the chief's; null of lines from before they were kept. */
    officeById: p.uuid().nullable(),
    finalById: p.uuid().nullable(),
    version: p.integer().version(),
  },
});

/** What unit, office and, where decided otherwise, the chief give to one indicator of one unit. */
export class AssessmentLine extends AssessmentLineSchema.class implements ThreeLines {
  constructor(of: { unitId: string; evaluationId: string; indicator: string }) {
    super();
    this.id = randomUUID();
    Object.assign(this, of);
    this.self = null;
    this.office = null;
    this.final = null;
  }

  giveSelf(line: GivenLine): void {
    this.self = line;
  }

  /** A final mark was decided in view of the office's; a new one of the office takes it away. */
  giveOffice(line: GivenLine, by: Actor): void {
    this.office = line;
    this.officeById = by.id;
    this.final = null;
    this.finalById = null;
  }

  giveFinal(line: GivenLine, by: Actor): void {
    this.final = line;
    this.finalById = by.id;
  }
}
AssessmentLineSchema.setClass(AssessmentLine);

const decided = {
  reason: p.text(),
  decidedBy: p.string(),
  decidedById: p.uuid(),
  decidedAt: p.datetime(),
  liftedBy: p.string().nullable(),
  liftedAt: p.datetime().nullable(),
  liftReason: p.text().nullable(),
  version: p.integer().version(),
};

const IndicatorRulingSchema = defineEntity({
  name: 'IndicatorRuling',
  tableName: 'indicator_ruling',
  properties: {
    unitId: p.string().primary(),
    id: p.uuid().primary(),
    evaluationId: p.uuid(),
    indicator: p.string(),
    ...decided,
  },
});
/** That an indicator does not apply to a unit in one evaluation; the chief's word, with the reason. */
export class IndicatorRuling extends IndicatorRulingSchema.class {
  constructor(of: { unitId: string; evaluationId: string; indicator: string }, reason: string, by: Actor, at: Date) {
    super();
    this.id = randomUUID();
    Object.assign(this, of, { reason, decidedBy: by.name, decidedById: by.id, decidedAt: at });
  }

  lift(reason: string, by: Actor, at: Date): void {
    Object.assign(this, { liftReason: reason, liftedBy: by.name, liftedAt: at });
  }
}
IndicatorRulingSchema.setClass(IndicatorRuling);

const FigureDeferralSchema = defineEntity({
  name: 'FigureDeferral',
  tableName: 'figure_deferral',
  properties: {
    id: p.uuid().primary(),
    evaluationId: p.uuid(),
    figure: p.string(),
    year: p.integer(),
    ...decided,
  },
});
/** That a figure of a year is not known yet, so that the whole round goes without it and stays provisional. */
export class FigureDeferral extends FigureDeferralSchema.class {
  constructor(of: { evaluationId: string; figure: string; year: number }, reason: string, by: Actor, at: Date) {
    super();
    this.id = randomUUID();
    Object.assign(this, of, { reason, decidedBy: by.name, decidedById: by.id, decidedAt: at });
  }

  lift(reason: string, by: Actor, at: Date): void {
    Object.assign(this, { liftReason: reason, liftedBy: by.name, liftedAt: at });
  }
}
FigureDeferralSchema.setClass(FigureDeferral);

const StatisticsImportSchema = defineEntity({
  name: 'StatisticsImport',
  tableName: 'statistics_import',
  properties: {
    id: p.uuid().primary(),
    evaluationId: p.uuid(),
    fileName: p.string(),
    original: p.blob(),
    state: p.string().$type<'read' | 'committed'>(),
    figures: p.json<FigureRow[]>(),
    issues: p.json<StatisticsIssue[]>(),
    importedBy: p.string(),
    version: p.integer().version(),
  },
});
/** A workbook of yearly statistics as it was read; nothing is recorded until it is committed. */
export class StatisticsImport extends StatisticsImportSchema.class {}
StatisticsImportSchema.setClass(StatisticsImport);
