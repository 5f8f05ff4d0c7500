import { CaretRightOutlined, DeleteOutlined, InboxOutlined, PauseOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Input, Progress, Select } from 'antd';
import dayjs from 'dayjs';
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceKind } from '../../graphql/types.generated.ts';
import { fileSize } from '../../lib/format.ts';
import { dayFrom, kindFrom, titleFrom } from '../../lib/guess-evidence.ts';
import { Upload, type UploadProgress } from '../../lib/upload.ts';
import { useCommand } from '../../lib/use-command.ts';
import { uuid } from '../../lib/uuid.ts';
import { AttachEvidenceDocument } from './delivery.generated.ts';
import { evidenceKinds } from './kinds.ts';

interface Row {
  key: string;
  upload: Upload;
  progress: UploadProgress;
  title: string;
  kind: EvidenceKind;
  documentOn: string | null;
  /** pressed "save": becomes evidence as soon as the file is there */
  isWanted: boolean;
  isSaving: boolean;
  refusal: string | null;
}

function isBad(row: Row): boolean {
  return row.progress.state === 'refused' || row.progress.state === 'failed';
}

interface Props {
  milestoneId: string;
  milestoneTitle: string;
  proofKinds: readonly EvidenceKind[];
}

/** Several files at once onto one milestone: each is sent at once, named from its file, and saved together. */
export function EvidenceUpload({ milestoneId, milestoneTitle, proofKinds }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [rows, setRows] = useState<Row[]>([]);
  // what the callbacks of an upload see; the state is what the page shows
  const latest = useRef<Row[]>([]);
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const [attach] = useCommand(AttachEvidenceDocument, {
    refetch: ['ActionRecord', 'Todo', 'FrameCounts', 'UnitEvidence'],
    quiet: true,
  });

  const update = (change: (all: Row[]) => Row[]) => {
    latest.current = change(latest.current);
    setRows(latest.current);
  };
  const patch = (key: string, change: Partial<Row>) =>
    update(all => all.map(row => (row.key === key ? { ...row, ...change } : row)));

  /** Saves a row once both are there: the wish and the file. */
  const saveIfReady = async (key: string) => {
    const row = latest.current.find(other => other.key === key);
    const uploadId = row?.progress.uploadId;
    if (!row?.isWanted || row.isSaving || row.progress.state !== 'complete' || !uploadId) return;
    patch(key, { isSaving: true });
    const result = await attach({
      input: {
        uploadId,
        milestoneIds: [milestoneId],
        title: row.title.trim(),
        kind: row.kind,
        documentOn: row.documentOn,
      },
    });
    if (result.ok) {
      update(all => all.filter(other => other.key !== key));
      void message.success(t('evidence.saved', { title: row.title }));
    } else
      patch(key, {
        isSaving: false,
        isWanted: false,
        refusal: result.userErrors.map(error => error.message).join(' '),
      });
  };

  const save = () => {
    update(all =>
      all.map(row =>
        isBad(row)
          ? row
          : row.title.trim() === ''
            ? { ...row, refusal: t('evidence.titleMissing') }
            : { ...row, isWanted: true, refusal: null },
      ),
    );
    for (const row of latest.current) void saveIfReady(row.key);
  };

  const add = (files: Iterable<File>) => {
    const fresh = [...files].map((file): Row => {
      const key = uuid();
      const upload = new Upload(file, progress => {
        patch(key, { progress });
        if (progress.state === 'complete') void saveIfReady(key);
      });
      return {
        key,
        upload,
        progress: upload.progress,
        title: titleFrom(file.name),
        kind: kindFrom(file.name, proofKinds),
        documentOn: dayFrom(file.name),
        isWanted: false,
        isSaving: false,
        refusal: null,
      };
    });
    update(all => [...all, ...fresh]);
    for (const row of fresh) row.upload.start();
  };

  const remove = (row: Row) => {
    row.upload.cancel();
    update(all => all.filter(other => other.key !== row.key));
  };

  // files on their way are lost when the page closes
  useEffect(() => {
    if (rows.length === 0) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [rows.length]);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  const usable = rows.filter(row => !isBad(row));
  const unsaved = usable.filter(row => !row.isWanted);

  return (
    <div
      className={`upload${isOver ? ' upload-over' : ''}`}
      onDragOver={event => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className="upload-ask">
        <InboxOutlined aria-hidden className="desk-only" />
        <span className="desk-only">{t('evidence.dropHere')}</span>
        <Button size="small" onClick={() => input.current?.click()} aria-describedby={hintId}>
          {t('evidence.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('evidence.chooseFor', { title: milestoneTitle })}
          onChange={event => {
            add(event.target.files ?? []);
            event.target.value = '';
          }}
        />
        <span className="cell-sub" id={hintId}>
          {t('evidence.allowed')}
        </span>
      </div>
      {rows.length > 0 ? (
        <ul className="upload-rows">
          {rows.map(row => (
            <UploadRow
              key={row.key}
              row={row}
              onChange={change => patch(row.key, change)}
              onRemove={() => remove(row)}
            />
          ))}
        </ul>
      ) : null}
      {usable.length > 0 ? (
        <div className="upload-save">
          <Button
            type="primary"
            disabled={unsaved.length === 0}
            loading={usable.some(row => row.isSaving)}
            onClick={save}
          >
            {t('evidence.save', { count: unsaved.length })}
          </Button>
          {usable.some(row => row.isWanted && row.progress.state !== 'complete') ? (
            <span className="cell-sub">{t('evidence.savedWhenThere')}</span>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function UploadRow({
  row,
  onChange,
  onRemove,
}: {
  row: Row;
  onChange: (change: Partial<Row>) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { state, sentBytes, message } = row.progress;
  const { file } = row.upload;
  const isLost = isBad(row);
  const percent = file.size === 0 ? 100 : Math.floor((sentBytes / file.size) * 100);
  return (
    <li className="upload-row">
      <div className="upload-row-file">
        <span className="upload-name">{file.name}</span>
        <span className="cell-sub num">{fileSize(file.size)}</span>
        <Progress
          percent={percent}
          size="small"
          status={isLost ? 'exception' : state === 'complete' ? 'success' : state === 'uploading' ? 'active' : 'normal'}
          aria-label={t('evidence.progressOf', { name: file.name })}
        />
        <span className="cell-sub" role="status">
          {t(state === 'uploading' && percent === 100 ? 'evidence.upload.checking' : `evidence.upload.${state}`)}
        </span>
        {state === 'uploading' || state === 'offline' ? (
          <Button
            size="small"
            type="text"
            icon={<PauseOutlined />}
            aria-label={t('evidence.pause', { name: file.name })}
            onClick={() => row.upload.pause()}
          />
        ) : null}
        {state === 'paused' || state === 'failed' ? (
          <Button
            size="small"
            type="text"
            icon={<CaretRightOutlined />}
            aria-label={t('evidence.goOn', { name: file.name })}
            onClick={() => row.upload.start()}
          />
        ) : null}
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined />}
          aria-label={t('evidence.remove', { name: file.name })}
          onClick={onRemove}
        />
      </div>
      {message || row.refusal ? (
        <div className="upload-refusal" role="alert">
          {message ?? row.refusal}
        </div>
      ) : null}
      {isLost ? null : (
        <div className="upload-row-fields">
          <label>
            <span>{t('evidence.title')}</span>
            <Input
              value={row.title}
              maxLength={200}
              status={row.title.trim() === '' ? 'error' : undefined}
              onChange={event => onChange({ title: event.target.value })}
            />
          </label>
          <label>
            <span>{t('evidence.kind')}</span>
            <Select
              value={row.kind}
              aria-label={t('evidence.kind')}
              onChange={kind => onChange({ kind })}
              options={evidenceKinds.map(kind => ({ value: kind, label: t(`enum.evidenceKind.${kind}`) }))}
            />
          </label>
          <label>
            <span>{t('evidence.documentOn')}</span>
            <DatePicker
              value={row.documentOn ? dayjs(row.documentOn) : null}
              aria-label={t('evidence.documentOn')}
              onChange={value => onChange({ documentOn: value ? value.format('YYYY-MM-DD') : null })}
            />
          </label>
        </div>
      )}
    </li>
  );
}
