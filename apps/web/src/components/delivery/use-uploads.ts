import { useApolloClient, useQuery } from '@apollo/client/react';
import { App } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceKind } from '../../graphql/types.generated.ts';
import { dayFrom, kindFrom, titleFrom } from '../../lib/guess-evidence.ts';
import { isSameFile, leftHere, UploadMemory } from '../../lib/upload-memory.ts';
import { UploadQueue } from '../../lib/upload-queue.ts';
import { arrived, Upload, type UploadProgress } from '../../lib/upload.ts';
import { refetchShown, useCommands } from '../../lib/use-command.ts';
import { uuid } from '../../lib/uuid.ts';
import { useViewer } from '../../lib/viewer.tsx';
import { AttachEvidenceDocument } from './delivery.generated.ts';
import { MyUploadsDocument } from './evidence.generated.ts';

export interface UploadRow {
  key: string;
  name: string;
  size: number;
  /** of the file on this computer; unknown for what was begun in another browser */
  lastModified: number | null;
  /** null until the file is chosen again after a restart */
  upload: Upload | null;
  progress: UploadProgress;
  title: string;
  kind: EvidenceKind;
  documentOn: string | null;
  /** pressed "save": becomes evidence as soon as the file is there */
  isWanted: boolean;
  isSaving: boolean;
  refusal: string | null;
}

export const isBad = ({ progress }: UploadRow): boolean => progress.state === 'refused' || progress.state === 'failed';
export const needsFile = (row: UploadRow): boolean => row.upload === null && row.progress.state !== 'complete';

/** The files on their way to one milestone or into the library, also those left by an earlier visit. */
export function useUploads(milestoneId: string | null, proofKinds: readonly EvidenceKind[]) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useApolloClient();
  const viewer = useViewer();
  const memory = useMemo(() => new UploadMemory(viewer.id), [viewer.id]);
  const [queue] = useState(() => new UploadQueue<Upload>());
  const [rows, setRows] = useState<UploadRow[]>([]);
  // what the callbacks of an upload see; the state is what the page shows
  const latest = useRef<UploadRow[]>([]);
  const [run] = useCommands({ quiet: true });
  const { data } = useQuery(MyUploadsDocument, { fetchPolicy: 'cache-and-network' });

  const update = useCallback((change: (all: UploadRow[]) => UploadRow[]) => {
    latest.current = change(latest.current);
    setRows(latest.current);
  }, []);
  const patch = useCallback(
    (key: string, change: Partial<UploadRow>) => {
      const before = latest.current.find(other => other.key === key);
      update(all => all.map(row => (row.key === key ? { ...row, ...change } : row)));
      const row = latest.current.find(other => other.key === key);
      const { uploadId, state } = row?.progress ?? {};
      if (!row || !uploadId || row.lastModified === null) return;
      if (state === 'refused') memory.forget(uploadId);
      const isOnlyProgress = change.progress && before?.progress.uploadId === uploadId;
      if (state === 'refused' || isOnlyProgress) return;
      const { name, size, lastModified, title, kind, documentOn } = row;
      memory.remember({ uploadId, milestoneId, name, size, lastModified, title, kind, documentOn });
    },
    [memory, milestoneId, update],
  );

  /** Saves a row once both are there: the wish and the file. Answers whether it became evidence. */
  const saveIfReady = useCallback(
    async (key: string): Promise<boolean> => {
      const row = latest.current.find(other => other.key === key);
      const uploadId = row?.progress.uploadId;
      if (!row?.isWanted || row.isSaving || row.progress.state !== 'complete' || !uploadId) return false;
      patch(key, { isSaving: true });
      const { kind, documentOn } = row;
      const input = { uploadId, milestoneIds: milestoneId === null ? [] : [milestoneId], title: row.title.trim() };
      const result = await run(AttachEvidenceDocument, { input: { ...input, kind, documentOn } }, true);
      if (result.ok) {
        memory.forget(uploadId);
        if (row.upload) queue.remove(row.upload);
        update(all => all.filter(other => other.key !== key));
        void message.success(t('evidence.saved', { title: row.title }));
      } else
        patch(key, {
          isSaving: false,
          isWanted: false,
          refusal: result.userErrors.map(error => error.message).join(' '),
        });
      // The page is read again once, after the last of them.
      if (!latest.current.some(other => other.isSaving || (other.isWanted && other.progress.state === 'complete')))
        await refetchShown(client, ['ActionRecord', 'Todo', 'FrameCounts', 'UnitEvidence', 'MyUploads']);
      return result.ok;
    },
    [client, memory, message, milestoneId, patch, queue, run, t, update],
  );

  const uploadFor = useCallback(
    (key: string, file: ConstructorParameters<typeof Upload>[0], goingOnWith: string | null) =>
      new Upload(
        file,
        progress => {
          patch(key, { progress });
          queue.pump();
          if (progress.state === 'complete') void saveIfReady(key);
        },
        goingOnWith,
      ),
    [patch, queue, saveIfReady],
  );

  // What an earlier visit left stands here again: whole files to be saved, others to be chosen once more.
  useEffect(() => {
    const known = new Set(latest.current.map(row => row.progress.uploadId));
    const left = leftHere(data?.myUploads ?? [], memory.all(), milestoneId).filter(({ id }) => !known.has(id));
    if (left.length === 0) return;
    const fresh = left.map(({ id, fileName, size, received, state, remembered }): UploadRow => {
      const key = uuid();
      const isThere = state === 'open' && received >= size;
      const upload = isThere ? uploadFor(key, arrived(fileName, size), id) : null;
      return {
        key,
        name: fileName,
        size,
        lastModified: remembered?.lastModified ?? null,
        upload,
        progress: {
          state: state === 'complete' ? 'complete' : isThere ? 'waiting' : 'paused',
          sentBytes: received,
          uploadId: id,
          message: null,
        },
        title: remembered?.title ?? titleFrom(fileName),
        kind: (remembered?.kind as EvidenceKind | undefined) ?? kindFrom(fileName, proofKinds),
        documentOn: remembered ? remembered.documentOn : dayFrom(fileName),
        isWanted: false,
        isSaving: false,
        refusal: null,
      };
    });
    update(all => [...all, ...fresh]);
    queue.add(fresh.flatMap(row => row.upload ?? []));
    // proofKinds only guesses: a new array is no reason to look again
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [data, memory, milestoneId]);

  const add = (files: Iterable<File>) => {
    const started: Upload[] = [];
    for (const file of files) {
      const row = latest.current.find(
        other => needsFile(other) && isSameFile({ ...other, lastModified: other.lastModified ?? -1 }, file),
      );
      const key = row?.key ?? uuid();
      const upload = uploadFor(key, file, row?.progress.uploadId ?? null);
      const fresh: UploadRow = {
        key,
        name: file.name,
        size: file.size,
        lastModified: file.lastModified,
        upload,
        progress: upload.progress,
        title: titleFrom(file.name),
        kind: kindFrom(file.name, proofKinds),
        documentOn: dayFrom(file.name),
        isWanted: false,
        isSaving: false,
        refusal: null,
      };
      if (row) patch(key, { upload, progress: upload.progress });
      else update(all => [...all, fresh]);
      started.push(upload);
    }
    queue.add(started);
  };

  const save = () => {
    update(all =>
      all.map(row =>
        isBad(row) || needsFile(row)
          ? row
          : row.title.trim() === ''
            ? { ...row, refusal: t('evidence.titleMissing') }
            : { ...row, isWanted: true, refusal: null },
      ),
    );
    // One after another: they lock the same milestone.
    void (async () => {
      for (const { key } of latest.current) await saveIfReady(key);
    })();
  };

  const remove = (row: UploadRow) => {
    const { uploadId } = row.progress;
    if (row.upload) {
      row.upload.cancel();
      queue.remove(row.upload);
    } else if (uploadId) new Upload(arrived(row.name, row.size), () => undefined, uploadId).cancel();
    if (uploadId) memory.forget(uploadId);
    update(all => all.filter(other => other.key !== row.key));
  };

  return { rows, queue, add, save, remove, patch };
}
