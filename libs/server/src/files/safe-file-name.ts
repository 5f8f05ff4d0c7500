import type { FileNameViolation } from '@yardstick/domain/wording.files';

export type CleanedFileName =
  { name: string; violation?: undefined } | { name?: undefined; violation: FileNameViolation };

export const maxFileNameBytes = 255;

// Windows opens these as devices whatever follows the first dot.
const deviceName = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *(\.|$)/i;

/** A file name is only a label (files are stored under their hash), so an odd one is refused rather than repaired. */
export function cleanFileName(raw: string): CleanedFileName {
  if (Buffer.byteLength(raw) > 4 * maxFileNameBytes) return { violation: 'too-long' };
  const name = raw.normalize('NFC').trim();
  if (name === '') return { violation: 'empty' };
  if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(name)) return { violation: 'control-character' };
  if (/[\p{Cf}\u034f\u115f\u1160\u3164\uffa0\ufe00-\ufe0f]/u.test(name)) return { violation: 'invisible-character' };
  if (/[/\\]/.test(name)) return { violation: 'path-separator' };
  if (/[<>:"|?*]/.test(name)) return { violation: 'reserved-character' };
  if (/^\.|\.$/.test(name)) return { violation: 'dots' };
  if (deviceName.test(name)) return { violation: 'device-name' };
  if (Buffer.byteLength(name) > maxFileNameBytes) return { violation: 'too-long' };
  return { name };
}

/** RFC 6266 with the RFC 5987 form for anything beyond plain ASCII; safe for any string, checked before or not. */
export function contentDisposition(name: string, disposition: 'attachment' | 'inline'): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/gu, '_');
  if (plain === name) return `${disposition}; filename="${plain}"`;
  const encoded = encodeURIComponent(name.replace(/\p{Cs}/gu, '_')).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${disposition}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Lower-case extension without its dot; '' when there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase();
}
