import { currentLocale } from '../i18n/i18n.ts';

export interface UserSentence {
  code: string;
  message: string;
  path?: string[] | null;
}

export interface HttpAnswer<T> {
  status: number;
  ok: boolean;
  body: Partial<T> & { code?: string; message?: string; userErrors?: UserSentence[] };
}

/** A call beside GraphQL, on the same origin and with the session cookie. Throws only when there was no answer at all. */
export async function call<T = object>(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  /** keepalive: the request outlives the page that sends it */
  options: { keepalive?: boolean } = {},
): Promise<HttpAnswer<T>> {
  const isRaw = body instanceof Blob || body instanceof ArrayBuffer;
  const response = await fetch(path, {
    method,
    keepalive: options.keepalive ?? false,
    credentials: 'same-origin',
    headers: {
      'accept-language': currentLocale(),
      ...(method === 'GET' ? {} : { 'x-yardstick': '1' }),
      ...(body === undefined || isRaw ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? undefined : isRaw ? body : JSON.stringify(body),
  });
  const text = await response.text();
  let parsed: HttpAnswer<T>['body'] = {};
  try {
    if (text !== '') parsed = JSON.parse(text) as HttpAnswer<T>['body'];
  } catch {
    parsed = {};
  }
  return { status: response.status, ok: response.ok, body: parsed };
}

export interface AuthState {
  signedIn: boolean;
  needsSetup: boolean;
  isDemonstration: boolean;
  mustChangePassword: boolean;
}

export async function authState(): Promise<AuthState> {
  const answer = await call<AuthState>('GET', '/auth/state');
  return {
    signedIn: answer.body.signedIn ?? false,
    needsSetup: answer.body.needsSetup ?? false,
    isDemonstration: answer.body.isDemonstration ?? false,
    mustChangePassword: answer.body.mustChangePassword ?? false,
  };
}
