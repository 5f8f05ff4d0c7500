/** What this browser knows of an upload that the server cannot know: which file it was, for what, and what was typed. */
export interface RememberedUpload {
  uploadId: string;
  userId: string;
  milestoneId: string | null;
  name: string;
  size: number;
  lastModified: number;
  title: string;
  kind: string;
  documentOn: string | null;
}

export interface FileFacts {
  name: string;
  size: number;
  lastModified: number;
}

const storageKey = 'yardstick.uploads';
const mostKept = 200;

/** Survives a closed browser. One that keeps nothing still uploads; it only cannot go on afterwards. */
export class UploadMemory {
  constructor(
    private readonly userId: string,
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'> | null = localStorageIfAny(),
  ) {}

  all(): RememberedUpload[] {
    return this.read().filter(entry => entry.userId === this.userId);
  }

  remember(entry: Omit<RememberedUpload, 'userId'>): void {
    const others = this.read().filter(other => other.uploadId !== entry.uploadId);
    this.write([...others, { ...entry, userId: this.userId }].slice(-mostKept));
  }

  forget(uploadId: string): void {
    this.write(this.read().filter(entry => entry.uploadId !== uploadId));
  }

  private read(): RememberedUpload[] {
    try {
      const kept: unknown = JSON.parse(this.storage?.getItem(storageKey) ?? '[]');
      return Array.isArray(kept) ? (kept as RememberedUpload[]) : [];
    } catch {
      return [];
    }
  }

  private write(entries: RememberedUpload[]): void {
    try {
      this.storage?.setItem(storageKey, JSON.stringify(entries));
    } catch {
      // full, or not allowed
    }
  }
}

/** The same file chosen again: name and size could be another draft's, the time of its last change tells them apart. */
export const isSameFile = (a: FileFacts, b: FileFacts): boolean =>
  a.name.normalize('NFC') === b.name.normalize('NFC') && a.size === b.size && a.lastModified === b.lastModified;

export interface UnfinishedUpload {
  id: string;
  fileName: string;
  size: number;
  received: number;
  state: string;
}

export type LeftUpload = UnfinishedUpload & { remembered: RememberedUpload | null };

/**
 * Uploads that the server still has and that belong here: those begun for this milestone, or in the library every one
 * that is not known to belong elsewhere in this browser.
 */
export function leftHere(
  uploads: readonly UnfinishedUpload[],
  remembered: readonly RememberedUpload[],
  milestoneId: string | null,
): LeftUpload[] {
  return uploads
    .map(upload => ({ ...upload, remembered: remembered.find(entry => entry.uploadId === upload.id) ?? null }))
    .filter(upload => (upload.remembered?.milestoneId ?? null) === milestoneId);
}

function localStorageIfAny(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
