import type { MikroORM } from '@mikro-orm/postgresql';
import { found } from '@yardstick/server/context';
import { readForExport } from '@yardstick/server/delivery/export-actions';
import { openDossier } from '@yardstick/server/delivery/export-dossier';
import {
  evaluationDocumentFile,
  type DocumentFormat,
} from '@yardstick/server/evaluation/papers/evaluation-document.queries';
import { evaluationDocument } from '@yardstick/server/evaluation/papers/evaluation-documents';
import { schemeDocument } from '@yardstick/server/evaluation/schemes/scheme-document';
import { openPackage } from '@yardstick/server/evaluation/package/export-package';
import { contentDisposition } from '@yardstick/server/files/safe-file-name';
import { exportSentLedger } from '@yardstick/server/notifications/export-sent-ledger';
import { letterFile } from '@yardstick/server/letters/letters.queries';
import { annotatedWorkbook, exportPlan } from '@yardstick/server/program/plan-import.queries';
import {
  lateListDocument,
  reportDocument,
  reportsWorkbook,
  reportSummary,
} from '@yardstick/server/reports/report-documents';
import type { ReportsFilter } from '@yardstick/server/reports/reports.queries';
import { readPlan } from '@yardstick/server/program/read-plan';
import { nationalPlan, cityPlan } from '@yardstick/server/program/data/shipped-plans';
import { writePlanWorkbook } from '@yardstick/server/program/workbook/write-plan-workbook';
import {
  annotatedStatisticsOf,
  readStatisticsTable,
  statisticsTemplateOf,
} from '@yardstick/server/evaluation/collecting/import-statistics';
import type { Services } from '@yardstick/server/services';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { signedIn } from '../request-context.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const largestWorkbook = 10 * 1024 * 1024;

/** Files in and out beside GraphQL: workbooks, documents, evidence. Each asks the same policies as the screens. */
export function exportRoutes(app: FastifyInstance, orm: MikroORM, services: Services): void {
  app.addContentTypeParser(
    [xlsx, 'application/octet-stream'],
    { parseAs: 'buffer', bodyLimit: largestWorkbook },
    (_request, body, done) => {
      done(null, body);
    },
  );
  const send = (reply: FastifyReply, mime: string, file: { bytes: Uint8Array; fileName: string }): FastifyReply =>
    reply
      .header('content-type', mime)
      .header('content-disposition', contentDisposition(file.fileName, 'attachment'))
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(file.bytes));

  app.post('/imports/plan', { bodyLimit: largestWorkbook }, async (request, reply) => {
    const context = await signedIn(orm, services, request);
    if (!Buffer.isBuffer(request.body)) return reply.code(415).send({ code: 'BAD_REQUEST' });
    const importId = await readPlan(context, { fileName: fileNameOf(request.headers), bytes: request.body });
    return reply.send({ importId });
  });
  app.get<{ Params: { id: string } }>('/imports/:id/annotated.xlsx', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    return send(reply, xlsx, await annotatedWorkbook(context, request.params.id));
  });
  app.post<{ Params: { id: string } }>(
    '/imports/statistics/:id',
    { bodyLimit: largestWorkbook },
    async (request, reply) => {
      const context = await signedIn(orm, services, request);
      if (!Buffer.isBuffer(request.body)) return reply.code(415).send({ code: 'BAD_REQUEST' });
      const workbook = { fileName: fileNameOf(request.headers), bytes: request.body };
      const importId = await readStatisticsTable(context, { evaluationId: request.params.id, ...workbook });
      return reply.send({ importId });
    },
  );
  app.get<{ Params: { id: string } }>('/imports/statistics/:id/annotated.xlsx', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    return send(reply, xlsx, await annotatedStatisticsOf(context, request.params.id));
  });
  app.get<{ Params: { file: string } }>('/exports/statistics/:file', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    return send(reply, xlsx, await statisticsTemplateOf(context, request.params.file.replace(/\.xlsx$/, '')));
  });
  app.get('/exports/plan-template.xlsx', async (request, reply) => {
    await signedIn(orm, services, request);
    return send(reply, xlsx, { bytes: await writePlanWorkbook(cityPlan), fileName: '任务分解表-示例.xlsx' });
  });
  app.get('/exports/plan-sample-national.xlsx', async (request, reply) => {
    await signedIn(orm, services, request);
    return send(reply, xlsx, {
      bytes: await writePlanWorkbook(nationalPlan),
      fileName: '任务分解表-国家方案示例.xlsx',
    });
  });
  app.get<{ Params: { file: string } }>('/exports/plan/:file', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    return send(reply, xlsx, await exportPlan(context, request.params.file.replace(/\.xlsx$/, '')));
  });
  app.get<{ Querystring: Record<string, string> }>('/exports/actions.xlsx', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    return send(reply, xlsx, await readForExport(context, request.query));
  });
  app.get<{ Querystring: Record<string, string> }>('/exports/sent.xlsx', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    return send(reply, xlsx, await exportSentLedger(context, request.query));
  });
  app.get<{ Querystring: Record<string, string> }>(
    '/exports/dossier',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const context = await signedIn(orm, services, request);
      const { fileName, archive } = await openDossier(context, request.query);
      reply.raw.once('close', () => archive.abandon());
      return reply
        .header('content-type', 'application/zip')
        .header('content-disposition', contentDisposition(fileName, 'attachment'))
        .header('cache-control', 'private, no-store')
        .send(archive.output);
    },
  );
  const reportsAsked = (query: Record<string, string>): ReportsFilter => ({
    kind: query['kind'] || null,
    year: Number(query['year']) || null,
    unitId: query['unitId'] || null,
  });
  app.get<{ Querystring: Record<string, string> }>('/exports/reports.xlsx', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    return send(reply, xlsx, await reportsWorkbook(context, reportsAsked(request.query)));
  });
  app.get<{ Querystring: Record<string, string> }>('/exports/late-reports.docx', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    return send(reply, docx, await lateListDocument(context, reportsAsked(request.query)));
  });
  app.get<{ Querystring: Record<string, string> }>('/exports/report-summary.docx', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    const { kind = '', period = '' } = request.query;
    return send(reply, docx, found(await reportSummary(context, kind, period)));
  });
  app.get<{ Params: { file: string } }>('/exports/reports/:file', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    const [, id = ''] = /^([0-9a-f-]{36})\.docx$/.exec(request.params.file) ?? [];
    return send(reply, docx, found(id ? await reportDocument(context, id) : null));
  });
  app.get<{ Params: { file: string }; Querystring: Record<string, string> }>(
    '/exports/letters/:file',
    async (request, reply) => {
      const context = await signedIn(orm, services, request);
      const [, id = '', kind] = /^([0-9a-f-]{36})\.(pdf|docx)$/.exec(request.params.file) ?? [];
      const isRevocation = request.query['note'] === 'revocation';
      const file = found(kind ? await letterFile(context, id, kind as 'pdf' | 'docx', isRevocation) : null);
      return send(reply, kind === 'pdf' ? 'application/pdf' : docx, file);
    },
  );
  app.get<{ Params: { file: string }; Querystring: Record<string, string> }>(
    '/exports/packages/:file',
    { exposeHeadRoute: false },
    async (request, reply) => {
      const context = await signedIn(orm, services, request);
      const [, id = ''] = /^([0-9a-f-]{36})\.zip$/.exec(request.params.file) ?? [];
      const { fileName, stream } = found(id ? await openPackage(context, id, request.query['unit'] || null) : null);
      return reply
        .header('content-type', 'application/zip')
        .header('content-disposition', contentDisposition(fileName, 'attachment'))
        .header('cache-control', 'private, no-store')
        .send(stream);
    },
  );
  app.get<{ Params: { code: string; file: string } }>('/exports/schemes/:code/:file', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    const [, version = ''] = /^([1-9]\d{0,6})\.docx$/.exec(request.params.file) ?? [];
    return send(
      reply,
      docx,
      found(version ? await schemeDocument(context, request.params.code, Number(version)) : null),
    );
  });
  app.get<{ Params: { file: string } }>('/exports/documents/:file', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    const [, id = '', format] = /^([0-9a-f-]{36})\.(pdf|docx|xlsx)$/.exec(request.params.file) ?? [];
    const file = found(format ? await evaluationDocumentFile(context, id, format as DocumentFormat) : null);
    return send(reply, { pdf: 'application/pdf', docx, xlsx }[format as DocumentFormat], file);
  });
  app.get<{ Params: { file: string } }>('/exports/evaluations/:file', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    const [, id = '', kind] = /^([0-9a-f-]{36})\.(xlsx|docx)$/.exec(request.params.file) ?? [];
    const document = found(kind ? await evaluationDocument(context, id, kind as 'xlsx' | 'docx') : null);
    return send(reply, kind === 'xlsx' ? xlsx : docx, document);
  });
}

function fileNameOf(headers: Record<string, string | string[] | undefined>): string {
  try {
    return decodeURIComponent(String(headers['x-file-name'] ?? 'plan.xlsx')).slice(0, 200);
  } catch {
    return 'plan.xlsx';
  }
}
