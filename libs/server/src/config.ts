import { resolve } from 'node:path';
import { z } from 'zod';

/** A group robot, or a system that listens: the name stands in the ledger, the address and the secret here only. */
const robot = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,29}$/),
  kind: z.enum(['wecom', 'dingtalk']),
  url: z.url(),
  secret: z.string().optional(),
  /** Gets that unit's digest; without it every unit's. */
  unit: z.string().optional(),
});
export type RobotSetting = z.infer<typeof robot>;

const flag = z.enum(['0', '1', 'false', 'true']).transform(value => value === '1' || value === 'true');

/** Every setting of a running instance; docker/env.template documents each of them. */
const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('.data'),
  WEB_DIST: z.string().default('apps/web/dist'),
  DATABASE_URL: z.url(),
  DATABASE_APP_URL: z.url().optional(),
  REDIS_URL: z.url().optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('yardstick@localhost'),
  WECOM_URL: z.url().default('https://qyapi.weixin.qq.com'),
  WECOM_CORP_ID: z.string().optional(),
  WECOM_AGENT_ID: z.coerce.number().int().positive().optional(),
  WECOM_SECRET: z.string().optional(),
  DINGTALK_URL: z.url().default('https://oapi.dingtalk.com'),
  DINGTALK_APP_KEY: z.string().optional(),
  DINGTALK_APP_SECRET: z.string().optional(),
  DINGTALK_AGENT_ID: z.coerce.number().int().positive().optional(),
  SMS_URL: z.url().optional(),
  SMS_KEY_ID: z.string().optional(),
  SMS_SECRET: z.string().optional(),
  SMS_TEMPLATE: z.string().default('digest'),
  WEBHOOK_URL: z.url().optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be "whsec_" and at least 24 bytes in base64')
    .optional(),
  ROBOTS: z
    .string()
    .default('[]')
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('must be JSON');
        return z.NEVER;
      }
    })
    .pipe(z.array(robot).refine(all => new Set(all.map(one => one.name)).size === all.length, 'names must differ')),
  PUBLIC_URL: z.url().optional(),
  LEDGER_KEY_FILE: z.string().optional(),
  CHECKPOINT_KEY_FILE: z.string().optional(),
  COOKIE_SECURE: flag.default(false),
  TRUST_PROXY: flag.default(false),
  UPLOAD_MAX_MB: z.coerce.number().int().positive().default(200),
  SESSION_IDLE_MINUTES: z.coerce.number().int().positive().default(30),
  SESSION_HOURS: z.coerce.number().int().positive().default(12),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export const settingNames = Object.keys(schema.shape);

export interface Config extends z.infer<typeof schema> {
  s3: { endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string } | null;
}

const wholeSets = [
  ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_SECRET'],
  ['DINGTALK_APP_KEY', 'DINGTALK_APP_SECRET', 'DINGTALK_AGENT_ID'],
  ['SMS_URL', 'SMS_KEY_ID', 'SMS_SECRET'],
  ['WEBHOOK_URL', 'WEBHOOK_SECRET'],
] as const;

/** The only reader of the environment. Dies with one sentence per wrong setting. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Settings are wrong or missing (see docker/env.template). ${lines.join('; ')}`);
  }
  const c = parsed.data;
  for (const names of wholeSets)
    if (names.some(name => c[name]) && !names.every(name => c[name]))
      throw new Error(`Set all of ${names.slice(0, -1).join(', ')} and ${names.at(-1)}, or none of them.`);
  return {
    ...c,
    DATA_DIR: resolve(c.DATA_DIR),
    s3: c.S3_ENDPOINT
      ? {
          endpoint: c.S3_ENDPOINT,
          bucket: c.S3_BUCKET ?? '',
          region: c.S3_REGION,
          accessKeyId: c.S3_ACCESS_KEY_ID ?? '',
          secretAccessKey: c.S3_SECRET_ACCESS_KEY ?? '',
        }
      : null,
  };
}
