import { canonicalJson } from '@yardstick/domain/scoring/canonical-json';
import type { FigureInput, UnitInputs } from '@yardstick/domain/scoring/scheme';
import { createHash, createPublicKey } from 'node:crypto';
import { Readable } from 'node:stream';
import { authorize, found, type Context } from '../../context.ts';
import { plainZip, type PlainFile } from '../../documents/plain-zip.ts';
import { rawKey } from '../../ledger/checkpoint-note.ts';
import { recordRead } from '../../ledger/record-read.ts';
import { documentOf } from '../papers/evaluation-documents.ts';
import { canTakePackage } from '../evaluation.policy.ts';
import { figureId, figureSalt, type RecordedFigure } from '../collecting/figure-digest.ts';
import { packageReadme, type Corrected } from './package-readme.ts';
import { PackagedLedger } from './packaged-ledger.ts';
import { UnitParts, type Snapshot } from '../computing/unit-parts.ts';

export const packageFormat = 'yardstick-package';
export const packageVersion = 1;

interface FrozenRow {
  id: string;
  name: string;
  programId: string;
  program: string;
  asOf: string;
  schemeCode: string;
  schemeVersion: number;
  orderedBy: string;
  orderedById: string;
  orderedAt: string;
  sha256: string;
  sm3: string;
  proposedBy: string;
  proposedById: string;
  proposedByUnit: string;
  approvedBy: string;
  approvedById: string;
  approvedByUnit: string;
  frozenAt: string;
}

interface EvidenceRow {
  ref: string;
  id: string;
  title: string;
  fileName: string;
  sha256: string;
  size: number;
  state: string;
  uploadedAt: string;
}

/**
 * Everything by which an outsider checks a frozen evaluation without this program (docs/package-format.md): of the round,
 * or of one unit without the others' figures. What is in it is taken as it lies in the database; whether it fits together
 * is for whoever checks it.
 */
export async function openPackage(
  context: Context,
  id: string,
  unitId: string | null,
): Promise<{ fileName: string; stream: Readable }> {
  authorize(canTakePackage(context.actor, unitId));
  const [row] = await context.services.reads.objects<
    FrozenRow & { snapshot: string; instance: string; corrects: Corrected | null }
  >(context.scope, frozenRow, [id]);
  const { snapshot: text, instance, corrects, ...evaluation } = found(row);
  const snapshot = JSON.parse(text) as Snapshot;
  const parts = new UnitParts(
    snapshot,
    createHash('sha256').update(text, 'utf8').digest('hex'),
    id,
    context.services.signer,
  );
  const part = unitId === null ? null : found(parts.of(unitId));
  await recordRead(context, { action: 'exportPackage', entity: 'Evaluation', id });

  const inputs = snapshot.inputs.filter(unit => unitId === null || unit.unitCode === unitId);
  const evidence = await evidenceOf(context, evaluation, inputs);
  const ledger = await PackagedLedger.read(context.services.reads, [
    id,
    ...[...evidence.values()].flatMap(files => files.map(file => file.id)),
    ...(corrects ? [corrects.id] : []),
  ]);
  const ofEvaluation = { entity: 'Evaluation', id };
  const orderOf = (of: { entity: string; id: string }): number | null =>
    ledger.last({ action: 'orderEvaluation', ...of }) ?? ledger.last({ action: 'startEvaluation', ...of });
  const computed = ledger.last({ action: 'computeEvaluation', ...ofEvaluation });
  const leaves = {
    ordered: orderOf(ofEvaluation),
    computed,
    proposed: ledger.last({ action: 'proposeFreeze', ...ofEvaluation }),
    approved: ledger.last({ action: 'approveFreeze', ...ofEvaluation }),
  };
  const old = corrects ? { entity: 'Evaluation', id: corrects.id } : null;
  const corrected =
    corrects && old
      ? {
          corrects: {
            ...corrects,
            ordered: orderOf(old),
            computed: ledger.last({ action: 'computeEvaluation', ...old }),
          },
        }
      : {};
  const figures = inputs
    .flatMap(unit => recordedFigures(unit))
    .map(({ ref, ...figure }) => {
      const leaf = ledger.last({ change: { entity: 'Figure', id: figureId(figure) }, before: computed });
      const request = leaf === null ? null : ledger.requestOf(leaf);
      const salt = request === null ? null : figureSalt(context.services.signer, request, figure);
      return { ...figure, ref, salt, leaf };
    });
  const records = inputs.flatMap(unit =>
    trackedRefs(unit).map(ref => ({
      unit: unit.unitCode,
      ref,
      evidence: (evidence.get(ref) ?? []).map(({ ref: _ref, ...file }) => ({
        ...file,
        leaf: ledger.first({ change: { entity: 'Evidence', id: file.id } }),
      })),
    })),
  );

  const { signer } = context.services;
  const { ledger: excerpt, checkpoint } = await ledger.excerpt();
  const json = (value: unknown): Buffer => Buffer.from(canonicalJson(value), 'utf8');
  const publicKey = rawKey(createPublicKey(signer.publicKeyPem())).toString('hex');
  const workbook = await documentOf(context, id, 'xlsx', unitId);
  const files: Record<string, Buffer> = {
    'README.txt': Buffer.from(packageReadme({ ...evaluation, corrects }, unitId, signer.keyId), 'utf8'),
    'approval.json': json({ evaluation: { ...evaluation, ...corrected }, leaves }),
    'evidence.json': json({ figures, records }),
    'keys.json': json({ leaf: [{ id: signer.keyId, publicKey }], checkpoint: checkpoint ? [checkpoint.key] : [] }),
    'ledger.json': json(excerpt),
    'sheet.xlsx': Buffer.from(workbook.bytes),
    ...(checkpoint ? { 'checkpoint.txt': Buffer.from(checkpoint.note, 'utf8') } : {}),
    ...(part
      ? {
          'common.json': Buffer.from(parts.common, 'utf8'),
          'unit.json': Buffer.from(part.text, 'utf8'),
          'places.json': json(part.places),
        }
      : {
          'evaluation.json': Buffer.from(text, 'utf8'),
          'salts.json': json({ salts: [...parts.salts].map(([unit, salt]) => ({ unit, salt })) }),
          'sheet.docx': Buffer.from((await documentOf(context, id, 'docx')).bytes),
        }),
  };
  const listed = Object.entries(files)
    .map(([name, bytes]): PlainFile => ({ name, bytes }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest = json({
    format: packageFormat,
    version: packageVersion,
    kind: unitId === null ? 'round' : 'unit',
    instance,
    evaluation: id,
    unit: unitId,
    exportedAt: context.now.toISOString(),
    key: signer.keyId,
    files: listed.map(({ name, bytes }) => ({
      path: name,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
    })),
  });
  const signature = signer.sign(Buffer.concat([Buffer.from(`${packageFormat}/${packageVersion}\n`, 'utf8'), manifest]));
  const zip = plainZip([
    { name: 'manifest.json', bytes: manifest },
    { name: 'manifest.sig', bytes: signature },
    ...listed,
  ]);
  const about = unitId === null ? evaluation.name : `${evaluation.name}-${unitId}`;
  return { fileName: `${about}-核验包.zip`, stream: Readable.from(zip, { objectMode: false }) };
}

const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const frozenRow = `
select e.id, e.name, e.program_id as "programId", p.code as program, e.as_of as "asOf",
       e.scheme_code as "schemeCode", e.scheme_version as "schemeVersion",
       e.ordered_by as "orderedBy", e.ordered_by_id as "orderedById", ${moment('e.ordered_at')} as "orderedAt",
       e.sha256, e.sm3,
       e.proposed_by as "proposedBy", e.proposed_by_id as "proposedById", e.proposed_by_unit as "proposedByUnit",
       e.approved_by as "approvedBy", e.approved_by_id as "approvedById", e.approved_by_unit as "approvedByUnit",
       ${moment('e.frozen_at')} as "frozenAt", e.snapshot, (select kind from instance) as instance,
       (select jsonb_build_object('id', o.id, 'name', o.name, 'sha256', o.sha256, 'reason', e.correction_reason)
        from evaluation o where o.id = e.corrects_id) as corrects
from evaluation e join program p on p.id = e.program_id
where e.id = $1 and e.state = 'frozen'`;

const evidenceOfRecords = `
select distinct m.code || '/' || a.unit_id || '/' || a.year as ref, e.id, e.title, e.file_name as "fileName",
       e.sha256, f.size, e.state, ${moment('e.uploaded_at')} as "uploadedAt"
from unit_action a
join measure m on m.id = a.measure_id
join milestone s on s.unit_id = a.unit_id and s.action_id = a.id
join evidence_link l on l.unit_id = s.unit_id and l.milestone_id = s.id
join evidence e on e.unit_id = l.unit_id and e.id = l.evidence_id
join stored_file f on f.sha256 = e.sha256
where a.program_id = $1 and m.code || '/' || a.unit_id || '/' || a.year = any($2) and app_day(e.uploaded_at) <= $3
order by 1, "uploadedAt", e.id`;

const figurePrefix = 'figure/';

/** Figures that somebody typed in, as a snapshot holds them. */
function recordedFigures(unit: UnitInputs): (RecordedFigure & { ref: string })[] {
  const recorded = (figure: FigureInput) =>
    figure.records
      .filter(({ ref }) => ref.startsWith(figurePrefix))
      .map(({ ref }) => ({
        unit: unit.unitCode,
        ref,
        code: figure.code,
        year: figure.year ?? 0,
        value: figure.value,
        source: figure.source,
        provisional: figure.provisional ?? false,
      }));
  return unit.figures.flatMap(recorded);
}

/** Actions that counted for a unit, or were left out of the count. */
function trackedRefs(unit: UnitInputs): string[] {
  const refs = unit.figures.flatMap(figure => [...figure.records.map(({ ref }) => ref), ...(figure.leftOut ?? [])]);
  return [...new Set(refs.filter(ref => !ref.startsWith(figurePrefix)))].sort();
}

async function evidenceOf(
  context: Context,
  { programId, asOf }: FrozenRow,
  inputs: readonly UnitInputs[],
): Promise<Map<string, EvidenceRow[]>> {
  const rows = await context.services.reads.objects<EvidenceRow>(context.scope, evidenceOfRecords, [
    programId,
    inputs.flatMap(trackedRefs),
    asOf,
  ]);
  return Map.groupBy(rows, row => row.ref);
}
