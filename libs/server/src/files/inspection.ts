import { fill, type Bilingual } from '@yardstick/domain/bilingual';
import { fileReasonWording, type FileReasonCode } from '@yardstick/domain/wording.files';

export const fileKinds = {
  pdf: 'application/pdf',
  ofd: 'application/ofd',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  jpg: 'image/jpeg',
  png: 'image/png',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  wps: 'application/wps-office.wps',
  et: 'application/wps-office.et',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
} as const;

export type FileKind = keyof typeof fileKinds;
export type Verdict = 'accept' | 'quarantine' | 'refuse';

export interface InspectionReason {
  code: FileReasonCode;
  message: Bilingual;
}

export interface Inspection {
  verdict: Verdict;
  /** By content; 'unknown' when nothing allowed was recognised. */
  kind: FileKind | 'unknown';
  mime: string;
  reasons: InspectionReason[];
}

/** Set aside for a person to look at. Everything else refuses, and a flag only informs. */
const quarantining = new Set<FileReasonCode>([
  'encrypted',
  'macro',
  'external-link',
  'embedded-file',
  'pdf-javascript',
  'pdf-launch',
  'dde',
  'formula-injection',
  'odd-xml',
  'unreadable-part',
  'not-checked-in-time',
  'image-too-large',
  'test-virus',
]);
const flags = new Set<FileReasonCode>(['double-extension']);

export type Details = Record<string, string | number | Bilingual>;

/** Thrown by a check after which looking further makes no sense. */
export class Stop extends Error {
  readonly code: FileReasonCode;
  readonly details: Details;
  constructor(code: FileReasonCode, details: Details = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** Collects what the checks found, each code once, and keeps the time limit. */
export class Findings {
  readonly #reasons = new Map<FileReasonCode, Details>();
  readonly #deadline: number;

  constructor(timeLimitMs: number) {
    this.#deadline = performance.now() + timeLimitMs;
  }

  add(code: FileReasonCode, details: Details = {}): void {
    if (!this.#reasons.has(code)) this.#reasons.set(code, details);
  }

  checkTime(): void {
    if (performance.now() > this.#deadline) throw new Stop('not-checked-in-time');
  }

  get verdict(): Verdict {
    const codes = [...this.#reasons.keys()].filter(code => !flags.has(code));
    if (codes.length === 0) return 'accept';
    return codes.every(code => quarantining.has(code)) ? 'quarantine' : 'refuse';
  }

  get reasons(): InspectionReason[] {
    return [...this.#reasons].map(([code, details]) => ({
      code,
      message: {
        zh: fill(fileReasonWording[code].zh, shown(details, 'zh')),
        en: fill(fileReasonWording[code].en, shown(details, 'en')),
      },
    }));
  }
}

/** Details can come from a hostile file: clipped, and without characters that disturb the line they stand in. */
function shown(details: Details, language: keyof Bilingual): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => {
      const text = typeof value === 'object' ? value[language] : String(value).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ');
      return [key, text.length > 80 ? `${text.slice(0, 80)}…` : text];
    }),
  );
}
