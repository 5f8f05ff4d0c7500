import { NotAccepted } from '@yardstick/server/notifications/channels/channel';

const answerWithinMs = 10_000;
const longestAnswer = 64 * 1024;

/** Errors of a connection that never came to be: nothing was handed over. */
const neverConnected =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS|ERR_SSL|UNABLE_TO)/;

export interface Call {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  withinMs?: number | undefined;
  /** The status says it all; the answer need not be JSON. */
  statusSays?: boolean;
}

/**
 * One call to another system: bounded in time and size, to that host and no other. Its errors carry no address, in which
 * some of these systems keep a key.
 */
export async function call(url: URL, order: Call): Promise<unknown> {
  const response = await fetch(url, {
    method: order.method ?? 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...order.headers },
    ...(order.body === undefined ? {} : { body: order.body }),
    redirect: 'manual',
    signal: AbortSignal.timeout(order.withinMs ?? answerWithinMs),
  }).catch((error: unknown) => {
    throw faultOf(error, url);
  });
  const text = await boundedText(response).catch((error: unknown) => {
    throw faultOf(error, url);
  });
  if (response.ok && order.statusSays) return {};
  if (response.ok) {
    try {
      return text === '' ? {} : (JSON.parse(text) as unknown);
    } catch {
      throw new Error(`${url.host} answered with something else than JSON.`);
    }
  }
  throw refusal(response, url);
}

function faultOf(error: unknown, url: URL): Error {
  const { name, cause } = error as Error & { cause?: { code?: string } };
  const code = cause?.code ?? name;
  const message = `${url.host} could not be asked: ${code}.`;
  return neverConnected.test(code) ? new NotAccepted(message, 'now') : new Error(message);
}

/** 500, 502 and 504 leave open what was done before; the others say that it was not. */
function refusal({ status, headers }: Response, url: URL): Error {
  const message = `${url.host} answered ${status}.`;
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  const seconds = Number.isFinite(retryAfter) && retryAfter >= 0 ? Math.min(retryAfter, 86_400) : null;
  if ([429, 503, 401, 403, 407].includes(status) || (status >= 300 && status < 400))
    return new NotAccepted(message, 'now', seconds);
  if (status >= 400 && status < 500) return new NotAccepted(message, 'for-good');
  return new Error(message);
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > longestAnswer) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
