import { roleLabels } from '@yardstick/domain/roles';
import { createHash } from 'node:crypto';
import type { DossierContents } from './dossier-workbook.ts';

/** The page on top: what this is, of when, for whom, and how anyone checks it without this system. */
export function dossierReadme({ context, scope, rows, packed, missing }: DossierContents, sums: Buffer): Buffer {
  const { actor } = context;
  const at = shanghaiTime(context.now);
  const sha256 = createHash('sha256').update(sums).digest('hex');
  const sm3 = createHash('sm3').update(sums).digest('hex');
  const about = [rows.unit?.name, rows.measure && `${rows.measure.code} ${rows.measure.title}`, scope.year]
    .filter(Boolean)
    .join(' · ');
  const lines = [
    '一把尺 · 材料包',
    '',
    `范围：${about}`,
    `截至：${at}(北京时间),数据为同一时刻的快照，存证台账第 ${rows.ledgerSize} 号`,
    `下载人：${actor.name}（${actor.unitName}，${roleLabels[actor.role].zh}）`,
    `内容：任务 ${rows.actions.length} 项，节点 ${rows.milestones.length} 个，材料 ${rows.evidence.length} 份，收入文件 ${packed.size} 个`,
    `缺失：${missing.length} 条，逐条列在 目录.xlsx 的"缺失"表中`,
    '',
    '怎样核对(不需要本系统):',
    '  Linux、macOS:在本文件夹中执行  sha256sum -c SHA256SUMS   (macOS 用 shasum -a 256 -c SHA256SUMS)',
    '  Windows:    certutil -hashfile 文件名 SHA256  ,与 SHA256SUMS 中该文件一行比较',
    '  国密 SM3:    gmsm 或 openssl dgst -sm3 文件名  ,与 SM3SUMS 比较；或 cksum -a sm3 -c SM3SUMS',
    '  每个文件在打包时重新计算过 SHA-256,与上传时登记的一致才收入；不一致或读不到的不收入，列为缺失。',
    '  同一份材料用于多个节点的，文件只放一处，其他用处见 目录.xlsx。',
    '',
    '本包指纹(SHA256SUMS 文件的哈希):',
    `  SHA-256 ${sha256}`,
    `  SM3     ${sm3}`,
    '',
    '----------------------------------------------------------------',
    '',
    'Yardstick · dossier',
    '',
    `Scope: ${about}`,
    `As of: ${at} (UTC+8); one snapshot of the database, ledger leaf ${rows.ledgerSize}`,
    `Taken by: ${actor.name} (${actor.unitName}, ${roleLabels[actor.role].en})`,
    `Contents: ${rows.actions.length} actions, ${rows.milestones.length} milestones, ${rows.evidence.length} pieces of evidence, ${packed.size} files packed`,
    `Missing: ${missing.length} entries, each listed on the sheet 缺失 of 目录.xlsx`,
    '',
    'To check without this system: run  sha256sum -c SHA256SUMS  in this folder',
    '(macOS: shasum -a 256 -c SHA256SUMS; Windows: certutil -hashfile FILE SHA256). SM3SUMS: cksum -a sm3 -c SM3SUMS.',
    'Every file was hashed again while it was packed. One that differs from its record, or cannot be read, is left out',
    'and listed as missing. A file that serves several milestones lies in one place; 目录.xlsx names the others.',
    '',
    'Fingerprint of this dossier (hash of the file SHA256SUMS):',
    `  SHA-256 ${sha256}`,
    `  SM3     ${sm3}`,
    '',
  ];
  return Buffer.from(`\ufeff${lines.join('\r\n')}`);
}

export const shanghaiTime = (moment: Date | string): string =>
  new Date(new Date(moment).getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
