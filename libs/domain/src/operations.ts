import type { Bilingual } from './bilingual.ts';

/** What is watched so that nobody has to wonder whether the system works. Of each, more is worse. */
export const operationsChecks = [
  'workers',
  'sweep',
  'reminders',
  'outbox',
  'parked-events',
  'queue',
  'digest',
  'deliveries',
  'channels',
  'evaluations',
  'ledger',
  'ledger-monitor',
  'checkpoints',
  'file-check',
  'damaged-files',
  'storage',
  'database-size',
  'connections',
  'clock',
] as const;
export type OperationsCheck = (typeof operationsChecks)[number];

export const operationsUnits = ['seconds', 'count', 'percent', 'megabytes'] as const;
export type OperationsUnit = (typeof operationsUnits)[number];

export const unitOfCheck: Record<OperationsCheck, OperationsUnit> = {
  workers: 'seconds',
  sweep: 'seconds',
  reminders: 'seconds',
  outbox: 'seconds',
  'parked-events': 'count',
  queue: 'count',
  digest: 'seconds',
  deliveries: 'count',
  channels: 'count',
  evaluations: 'seconds',
  ledger: 'count',
  'ledger-monitor': 'seconds',
  checkpoints: 'seconds',
  'file-check': 'seconds',
  'damaged-files': 'count',
  storage: 'percent',
  'database-size': 'megabytes',
  connections: 'percent',
  clock: 'seconds',
};

/** From `attention` on somebody should look, from `alarm` on the people answerable are told. Null: never. */
export interface OperationsThreshold {
  attention: number | null;
  alarm: number | null;
}

/** What the office may change about it, as data. */
export interface OperationsRules {
  /** A worker not seen for so long does not count among the living. */
  workerGoneAfterSeconds: number;
  checks: Record<OperationsCheck, OperationsThreshold>;
}

export const operationsStates = ['fine', 'attention', 'alarm', 'unknown'] as const;
export type OperationsState = (typeof operationsStates)[number];

/** The light of one check. Null: there is nothing to measure yet, which is neither good nor bad. */
export function operationsStateOf(value: number | null, { attention, alarm }: OperationsThreshold): OperationsState {
  if (value === null) return 'unknown';
  if (alarm !== null && value >= alarm) return 'alarm';
  return attention !== null && value >= attention ? 'attention' : 'fine';
}

export const operationsCheckLabels: Record<OperationsCheck, Bilingual> = {
  workers: { zh: '后台进程', en: 'Workers' },
  sweep: { zh: '提醒扫描', en: 'Sweep for reminders' },
  reminders: { zh: '待发提醒', en: 'Reminders waiting' },
  outbox: { zh: '待处理事件', en: 'Events waiting' },
  'parked-events': { zh: '搁置的事件', en: 'Events set aside' },
  queue: { zh: '队列失败任务', en: 'Failed jobs in the queue' },
  digest: { zh: '摘要发送', en: 'Digest' },
  deliveries: { zh: '发送失败的消息', en: 'Messages not delivered' },
  channels: { zh: '发送渠道', en: 'Channels' },
  evaluations: { zh: '正在计算的评估', en: 'Evaluations under way' },
  ledger: { zh: '存证账本', en: 'Ledger' },
  'ledger-monitor': { zh: '账本巡检', en: 'Monitor of the ledger' },
  checkpoints: { zh: '账本检查点', en: 'Checkpoints of the ledger' },
  'file-check': { zh: '文件校验', en: 'Check of stored files' },
  'damaged-files': { zh: '损坏的文件', en: 'Damaged files' },
  storage: { zh: '存储空间', en: 'Storage' },
  'database-size': { zh: '数据库大小', en: 'Size of the database' },
  connections: { zh: '数据库连接', en: 'Database connections' },
  clock: { zh: '系统时钟', en: 'Clock' },
};
