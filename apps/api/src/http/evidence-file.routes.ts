import type { MikroORM } from '@mikro-orm/postgresql';
import { evidenceFile } from '@yardstick/server/evidence/evidence-file.queries';
import { evidencePreview } from '@yardstick/server/evidence/preview/evidence-preview.queries';
import type { ByteRange } from '@yardstick/server/files/blob-store';
import { contentDisposition } from '@yardstick/server/files/safe-file-name';
import type { Services } from '@yardstick/server/services';
import type { FastifyInstance } from 'fastify';
import { signedIn } from '../request-context.ts';

interface EvidenceRoute {
  Params: { id: string };
  /** `preview` numbers the opening of a preview, whose requests leave one leaf together. */
  Querystring: { inline?: string; preview?: string };
}

/** Evidence as a file, and as what can be shown of it. */
export function evidenceFileRoutes(app: FastifyInstance, orm: MikroORM, services: Services): void {
  app.get<EvidenceRoute>('/files/evidence/:id', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    const file = await evidenceFile(context, request.params.id, request.query.preview);
    const range = rangeAsked(request.headers.range, file.size);
    if (range === 'beyond') return reply.code(416).header('content-range', `bytes */${file.size}`).send();
    if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.size}`);
    const inline = request.query.inline === '1' && /^(image\/|application\/pdf|text\/)/.test(file.mime);
    return (
      reply
        .header('content-type', file.mime)
        .header('content-length', range ? range.end - range.start + 1 : file.size)
        .header('accept-ranges', 'bytes')
        .header('content-disposition', contentDisposition(file.fileName, inline ? 'inline' : 'attachment'))
        .header('x-content-type-options', 'nosniff')
        // Evidence comes from outside: shown, it may neither run nor reach anything.
        .header(
          'content-security-policy',
          file.mime === 'application/pdf'
            ? "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
            : "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'",
        )
        .header('cache-control', 'private, no-store')
        .header('etag', `"${file.sha256}"`)
        .send(await services.blobs.open(file.sha256, range))
    );
  });

  app.get<EvidenceRoute>('/files/evidence/:id/preview', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    const preview = await evidencePreview(context, request.params.id, request.query.preview);
    return reply.header('cache-control', 'private, no-store').send(preview);
  });
}

/** One range as a reader of large documents asks for it; anything else is answered with the whole file. */
function rangeAsked(header: string | undefined, size: number): Required<ByteRange> | 'beyond' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== '' && to !== '' && Number(to) < start) return undefined;
  return start > end ? 'beyond' : { start, end };
}
