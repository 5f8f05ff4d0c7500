import type { MikroORM } from '@mikro-orm/postgresql';
import { isUnitRole } from '@yardstick/domain/roles';
import { Forbidden, type Context } from '@yardstick/server/context';
import {
  cancelUpload,
  openUpload,
  receiveChunk,
  uploadState,
  type UploadRefusal,
} from '@yardstick/server/evidence/uploads';
import type { Services } from '@yardstick/server/services';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { signedIn } from '../request-context.ts';

const tusVersion = '1.0.0';

/**
 * Uploads by the tus 1.0 core protocol with creation and termination: POST opens, HEAD tells the offset, PATCH adds
 * bytes, DELETE gives it up. An empty PATCH at the end has a file checked whose last answer was lost. The bytes never
 * pass through GraphQL; the row of the evidence comes into being with `attachEvidence`.
 */
export function uploadRoutes(app: FastifyInstance, orm: MikroORM, services: Services): void {
  app.addContentTypeParser('application/offset+octet-stream', (_request, payload, done) => {
    done(null, payload);
  });

  const ofUnit = async (request: FastifyRequest): Promise<Context> => {
    const context = await signedIn(orm, services, request);
    if (!isUnitRole(context.actor.role)) throw new Forbidden();
    return context;
  };

  app.post('/uploads', async (request, reply) => {
    const context = await ofUnit(request);
    const opened = await openUpload(context, {
      size: Number(request.headers['upload-length']),
      fileName: metadata(request.headers['upload-metadata'])['filename'] ?? '',
    });
    if ('refusal' in opened) return refuse(reply, context, opened.refusal);
    return reply
      .code(201)
      .header('tus-resumable', tusVersion)
      .header('upload-offset', 0)
      .header('location', `/uploads/${opened.id}`)
      .send();
  });

  app.head<{ Params: { id: string } }>('/uploads/:id', async (request, reply) => {
    const context = await ofUnit(request);
    const upload = await uploadState(context, request.params.id);
    return reply
      .code(200)
      .header('tus-resumable', tusVersion)
      .header('cache-control', 'no-store')
      .header('upload-offset', upload.received)
      .header('upload-length', upload.size)
      .send();
  });

  app.patch<{ Params: { id: string } }>('/uploads/:id', async (request, reply) => {
    const context = await ofUnit(request);
    const result = await receiveChunk(context, {
      uploadId: request.params.id,
      offset: Number(request.headers['upload-offset']),
      body: (request.body as Readable | undefined) ?? Readable.from([]),
    });
    if (result.outcome === 'conflict')
      return reply.code(409).header('upload-offset', result.offset).send({ code: 'OFFSET', offset: result.offset });
    if (result.outcome === 'refused') return refuse(reply, context, result.refusal);
    return reply.code(204).header('tus-resumable', tusVersion).header('upload-offset', result.offset).send();
  });

  app.delete<{ Params: { id: string } }>('/uploads/:id', async (request, reply) => {
    await cancelUpload(await ofUnit(request), request.params.id);
    return reply.code(204).header('tus-resumable', tusVersion).send();
  });
}

function refuse(reply: FastifyReply, context: Context, refusal: UploadRefusal): FastifyReply {
  const message = refusal.reasons.map(reason => reason.message[context.locale === 'en' ? 'en' : 'zh']).join(' ');
  return reply.code(422).send({ code: refusal.reasons[0]?.code ?? 'refused', message });
}

/** tus metadata: `filename <base64>,other <base64>`. */
function metadata(header: string | string[] | undefined): Record<string, string> {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  return Object.fromEntries(
    text
      .split(',')
      .map(pair => pair.trim().split(' '))
      .map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]),
  );
}
