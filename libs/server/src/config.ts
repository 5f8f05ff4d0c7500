import { resolve } from 'node:path';
import { z } from 'zod';

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
  PUBLIC_URL: z.url().optional(),
  LEDGER_KEY_FILE: z.string().optional(),
  COOKIE_SECURE: flag.default(false),
  TRUST_PROXY: flag.default(false),
  UPLOAD_MAX_MB: z.coerce.number().int().positive().default(200),
  SESSION_IDLE_MINUTES: z.coerce.number().int().positive().default(30),
  SESSION_HOURS: z.coerce.number().int().positive().default(12),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export const settingNames = Object.keys(schema.shape);

export interface Config extends z.infer<typeof schema> {
  s3: { endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string } | null;
}

/** The only reader of the environment. Dies with one sentence per wrong setting. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Settings are wrong or missing (see docker/env.template). ${lines.join('; ')}`);
  }
  const c = parsed.data;
  const s3Parts = [c.S3_ENDPOINT, c.S3_BUCKET, c.S3_ACCESS_KEY_ID, c.S3_SECRET_ACCESS_KEY];
  if (s3Parts.some(Boolean) && !s3Parts.every(Boolean))
    throw new Error('Set all of S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or none of them.');
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
