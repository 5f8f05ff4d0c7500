import { actionStateLabels, actionVerbLabels } from '@yardstick/domain/action';
import type { Bilingual } from '@yardstick/domain/bilingual';
import { gapLabels } from '@yardstick/domain/dossier';
import { evidenceKindLabels, evidenceStateLabels } from '@yardstick/domain/evidence';
import { milestoneStateLabels, milestoneVerbLabels } from '@yardstick/domain/milestone';
import { requestKindLabels, requestStateLabels, requestVerbLabels } from '@yardstick/domain/request';
import type { Context } from '../context.ts';
import { streamedWorkbook, type SheetContent } from '../documents/streamed-workbook.ts';
import type { DossierGap, FileGap } from './dossier-gaps.ts';
import type { DossierAction, DossierRows, DossierScope } from './dossier.queries.ts';
import { shanghaiTime } from './dossier-readme.ts';

export interface DossierContents {
  context: Context;
  scope: DossierScope;
  rows: DossierRows;
  /** Evidence → its path in the archive. */
  packed: Map<string, string>;
  fileGaps: Map<string, FileGap>;
  missing: DossierGap[];
}

const roleWords: Record<string, string> = { LEAD: '牵头', RESP: '责任', COOP: '配合' };
const otherVerbs: Record<string, string> = {
  issue: '下达', issueActions: '下达', planAction: '编制计划', plan: '编制计划', reportProgress: '报告进展',
  attachEvidence: '上传材料', linkEvidence: '引用材料', extend: '延期',
}; // prettier-ignore
const requestVerbs: Record<string, Bilingual> = requestVerbLabels;
const verbLabels: Record<string, Bilingual> = { ...actionVerbLabels, ...milestoneVerbLabels };

/** The index: what is in the dossier, what has been done, and what is missing, a sheet each. */
export function dossierWorkbook({ context, scope, rows, packed, fileGaps, missing }: DossierContents): Promise<Buffer> {
  const actions = new Map(rows.actions.map(action => [action.id, action]));
  const milestones = new Map(rows.milestones.map(milestone => [milestone.id, milestone]));
  const milestonesOf = Map.groupBy(rows.milestones, milestone => milestone.actionId);
  const stepsOf = Map.groupBy(rows.requestSteps, step => step.requestId);
  const linksOf = Map.groupBy(rows.links, link => link.evidenceId);
  const countOf = new Map<string, number>();
  for (const { milestoneId } of rows.links)
    if (milestoneId !== null) countOf.set(milestoneId, (countOf.get(milestoneId) ?? 0) + 1);
  const isInside = ({ milestoneId, measureCode, year }: DossierRows['links'][number]): boolean =>
    milestoneId !== null
      ? milestones.has(milestoneId)
      : rows.actions.some(action => action.measureCode === measureCode && action.year === year);
  const ofAction: SheetContent<{ action: DossierAction | null | undefined }>['columns'] = [
    ['单位', 24, ({ action }) => action?.unitName ?? ''],
    ['措施编号', 10, ({ action }) => action?.measureCode ?? ''],
    ['年度', 8, ({ action }) => action?.year ?? ''],
    ['任务', 36, ({ action }) => action?.title ?? ''],
  ];
  const sheet = <T>(content: SheetContent<T>): SheetContent<unknown> => content as SheetContent<unknown>;
  const withAction = <T extends { actionId: string }>(list: readonly T[]) =>
    list.map(row => ({ ...row, action: actions.get(row.actionId) }));

  const facts: [string, string | number][] = [
    ['单位', rows.unit?.name ?? '全部可见单位'],
    ['措施', rows.measure ? `${rows.measure.code} ${rows.measure.title}` : '全部'],
    ['年度', scope.year ?? '全部'],
    ['截至（北京时间）', shanghaiTime(context.now)],
    ['存证台账序号', rows.ledgerSize],
    ['下载人', `${context.actor.name}（${context.actor.unitName}）`],
    ['任务', rows.actions.length],
    ['节点', rows.milestones.length],
    ['材料', rows.evidence.length],
    ['收入文件', packed.size],
    ['缺失', missing.length],
    ['核对', '在解压后的文件夹中执行 sha256sum -c SHA256SUMS;详见 README.txt'],
  ];
  return streamedWorkbook([
    sheet({
      name: '说明',
      columns: [
        ['项目', 20, ([name]: (typeof facts)[number]) => name],
        ['内容', 70, ([, value]: (typeof facts)[number]) => value],
      ],
      rows: facts,
    }),
    sheet({
      name: '缺失',
      columns: [
        ['类别', 26, row => gapLabels[row.gap].zh],
        ['单位', 24, row => row.unitName],
        ...(ofAction.slice(1) as SheetContent<DossierGap>['columns']),
        ['节点或材料', 40, row => row.what],
        ['说明', 60, row => row.detail],
      ],
      rows: missing,
    } satisfies SheetContent<DossierGap>),
    sheet({
      name: '任务',
      columns: [
        ...ofAction,
        ['措施', 36, ({ action }) => action.measureTitle],
        ['角色', 8, ({ action }) => roleWords[action.role] ?? action.role],
        ['状态', 12, ({ action }) => actionStateLabels[action.state].zh],
        ['进度%', 8, ({ action }) => action.progressPercent],
        ['下达', 12, ({ action }) => action.issuedOn],
        ['完成时限', 12, ({ action }) => action.dueOn],
        ['原定时限', 12, ({ action }) => action.originalDueOn],
        ['报送', 12, ({ action }) => action.handedInOn],
        ['办结', 12, ({ action }) => action.finishedOn],
        ['责任人', 12, ({ action }) => action.ownerName],
        ['科室', 14, ({ action }) => action.section],
        ['分管领导', 12, ({ action }) => action.headInCharge],
        ['计划审签', 12, ({ action }) => action.planSignedBy],
        ['工作内容', 60, ({ action }) => action.content],
        ['退回原因', 40, ({ action }) => action.returnReason],
      ],
      rows: rows.actions.map(action => ({ action })),
    } satisfies SheetContent<{ action: DossierAction }>),
    sheet({
      name: '节点',
      columns: [
        ...ofAction,
        ['序号', 6, row => row.seq],
        ['节点', 36, row => row.title],
        ['成果', 30, row => row.deliverable],
        ['验收标准', 30, row => row.acceptanceRule],
        ['认可的材料种类', 20, row => row.proofKinds.map(kind => evidenceKindLabels[kind].zh).join('、')],
        ['状态', 10, row => milestoneStateLabels[row.state].zh],
        ['时限', 12, row => row.dueOn],
        ['原定时限', 12, row => row.originalDueOn],
        ['报送', 12, row => row.handedInOn],
        ['通过', 12, row => row.acceptedOn],
        ['审签', 12, row => row.signedBy],
        ['材料数', 8, row => countOf.get(row.id) ?? 0],
        ['退回次数', 8, row => row.returnedCount],
        ['退回原因', 40, row => row.returnReason],
      ],
      rows: rows.actions.flatMap(action => (milestonesOf.get(action.id) ?? []).map(row => ({ ...row, action }))),
    } satisfies SheetContent<DossierRows['milestones'][number] & { action: DossierAction }>),
    sheet({
      name: '材料',
      columns: [
        ['单位', 24, row => row.unitName],
        ['标题', 36, row => row.title],
        ['种类', 10, row => evidenceKindLabels[row.kind].zh],
        ['文件日期', 12, row => row.documentOn],
        ['上传时间', 17, row => shanghaiTime(row.uploadedAt)],
        ['上传人', 12, row => row.uploadedBy],
        ['状态', 10, row => evidenceStateLabels[row.state].zh],
        ['审核人', 12, row => row.reviewedBy],
        ['退回或撤回原因', 30, row => row.reason],
        ['版本', 6, row => row.versionNo],
        ['版本说明', 24, row => row.changeNote],
        ['文件名', 36, row => row.fileName],
        ['字节', 12, row => row.size],
        [
          '包内路径',
          70,
          row => packed.get(row.id) ?? `未收入：${gapLabels[fileGaps.get(row.id) ?? 'file-missing'].zh}`,
        ],
        [
          '用于',
          60,
          row =>
            (linksOf.get(row.id) ?? [])
              .map(
                link =>
                  `${link.measureCode} ${link.year} ${link.milestoneId === null ? '措施全年' : `节点${link.milestoneSeq} ${link.milestoneTitle}`}${isInside(link) ? '' : '(本包范围之外)'}`,
              )
              .join('\n'),
        ],
        ['SHA-256', 66, row => row.sha256],
        ['SM3', 66, row => row.sm3],
      ],
      rows: rows.evidence,
    } satisfies SheetContent<DossierRows['evidence'][number]>),
    sheet({
      name: '进展报告',
      columns: [
        ...ofAction,
        ['报告时间', 17, row => shanghaiTime(row.reportedAt)],
        ['报告人', 12, row => row.reportedBy],
        ['进度%', 8, row => row.percent],
        ['已完成', 60, row => row.done],
        ['困难', 40, row => row.difficulty],
        ['下一步', 40, row => row.nextStep],
      ],
      rows: withAction(rows.reports),
    } satisfies SheetContent<DossierRows['reports'][number] & { action: DossierAction | undefined }>),
    sheet({
      name: '申请与延期',
      columns: [
        ...ofAction,
        ['节点', 30, row => milestones.get(row.milestoneId ?? '')?.title ?? '整项任务'],
        ['事项', 12, row => requestKindLabels[row.kind].zh],
        ['申请日期', 12, row => row.filedOn],
        ['申请人', 12, row => row.filedBy],
        ['理由', 50, row => row.reason],
        ['原时限', 12, row => row.fromDueOn],
        ['申请时限', 12, row => row.toDueOn],
        ['批准时限', 12, row => row.grantedDueOn],
        ['状态', 12, row => requestStateLabels[row.state].zh],
        ['决定日期', 12, row => row.decidedOn],
        [
          '办理',
          60,
          row =>
            (stepsOf.get(row.id) ?? [])
              .map(step =>
                [
                  shanghaiTime(step.at),
                  step.actorUnit,
                  step.actorName,
                  requestVerbs[step.verb]?.zh ?? '提出申请',
                  step.text,
                ]
                  .filter(Boolean)
                  .join(' '),
              )
              .join('\n'),
        ],
      ],
      rows: withAction(rows.requests),
    } satisfies SheetContent<DossierRows['requests'][number] & { action: DossierAction | undefined }>),
    sheet({
      name: '办理过程',
      columns: [
        ...ofAction,
        ['时间', 17, row => shanghaiTime(row.at)],
        ['事项', 14, row => verbLabels[row.verb]?.zh ?? otherVerbs[row.verb] ?? row.verb],
        ['办理人', 14, row => row.actorName],
        ['单位', 24, row => row.actorUnit],
        ['内容', 60, row => row.text],
      ],
      rows: withAction(rows.steps),
    } satisfies SheetContent<DossierRows['steps'][number] & { action: DossierAction | undefined }>),
  ]);
}
