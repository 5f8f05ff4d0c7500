import type { MikroORM } from '@mikro-orm/postgresql';
import { evidenceFile } from '@yardstick/server/evidence/evidence-file.queries';
import { evidencePreview } from '@yardstick/server/evidence/preview/evidence-preview.queries';
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
    const inline = request.query.inline === '1' && /^(image\/|application\/pdf|text\/)/.test(file.mime);
    return (
      reply
        .header('content-type', file.mime)
        .header('content-length', file.size)
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
        .send(await services.blobs.open(file.sha256))
    );
  });

  app.get<EvidenceRoute>('/files/evidence/:id/preview', async (request, reply) => {
    const context = await signedIn(orm, services, request);
    const preview = await evidencePreview(context, request.params.id, request.query.preview);
    return reply.header('cache-control', 'private, no-store').send(preview);
  });
}
