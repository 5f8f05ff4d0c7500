import {
  CaretRightOutlined,
  DeleteOutlined,
  InboxOutlined,
  PauseOutlined,
  RedoOutlined,
  UploadOutlined,
} from '@ant-design/icons';
import { Button, DatePicker, Input, Progress, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceKind } from '../../graphql/types.generated.ts';
import { fileSize } from '../../lib/format.ts';
import styles from './evidence.module.css';
import { evidenceKinds } from './kinds.ts';
import { isBad, needsFile, useUploads, type UploadRow } from './use-uploads.ts';

interface Props {
  /** null: into the unit's library */
  milestoneId: string | null;
  title: string;
  /** what the milestone accepts; empty where anything may be kept */
  proofKinds: readonly EvidenceKind[];
}

/** Many files at once onto one milestone: sent a few at a time, named from their files, and saved together. */
export function EvidenceUpload({ milestoneId, title, proofKinds }: Props) {
  const { t } = useTranslation();
  const { rows, queue, add, save, remove, patch } = useUploads(milestoneId, proofKinds);
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const choose = () => input.current?.click();

  // files on their way stop when the page closes, and are chosen again afterwards
  const isUnderWay = rows.some(({ progress }) => ['uploading', 'waiting', 'offline'].includes(progress.state));
  useEffect(() => {
    if (!isUnderWay) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnderWay]);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    add(event.dataTransfer.files);
  };
  const usable = rows.filter(row => !isBad(row) && !needsFile(row));
  const unsaved = usable.filter(row => !row.isWanted);
  const missing = rows.filter(needsFile);

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
        <Button size="small" onClick={choose} aria-describedby={hintId}>
          {t('evidence.choose')}
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={t('evidence.chooseFor', { title })}
          onChange={event => {
            add(event.target.files ?? []);
            event.target.value = '';
          }}
        />
        <span className="cell-sub" id={hintId}>
          {t('evidence.allowed')}
        </span>
      </div>
      {missing.length > 0 ? (
        <p className={styles.warning} role="status">
          {t('evidence.upload.left', { count: missing.length })}
        </p>
      ) : null}
      {rows.length > 1 ? <All rows={rows} queue={queue} patch={patch} /> : null}
      {rows.length > 0 ? (
        <ul className="upload-rows">
          {rows.map(row => (
            <Row
              key={row.key}
              row={row}
              proofKinds={proofKinds}
              onChange={change => patch(row.key, change)}
              onPause={() => row.upload && queue.pause(row.upload)}
              onGoOn={() => (row.upload ? queue.goOn(row.upload) : choose())}
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

type Uploads = ReturnType<typeof useUploads>;

/** Progress and choices for all files together. */
function All({ rows, queue, patch }: Pick<Uploads, 'rows' | 'queue' | 'patch'>) {
  const { t } = useTranslation();
  const whole = rows.filter(row => !isBad(row));
  const size = whole.reduce((sum, row) => sum + row.size, 0);
  const sent = whole.reduce((sum, row) => sum + Math.min(row.progress.sentBytes, row.size), 0);
  const states = new Set(rows.filter(row => row.upload).map(row => row.progress.state));
  const isMoving = states.has('uploading') || states.has('waiting') || states.has('offline');
  const set = (change: Partial<UploadRow>) => {
    for (const row of rows) if (!row.isSaving) patch(row.key, change);
  };
  return (
    <div className={styles.all} role="group" aria-label={t('evidence.upload.all')}>
      <span>
        {t('evidence.upload.count', {
          count: rows.length,
          whole: rows.filter(row => row.progress.state === 'complete').length,
        })}
      </span>
      <Progress
        size="small"
        percent={size === 0 ? 100 : Math.floor((sent / size) * 100)}
        aria-label={t('evidence.upload.all')}
      />
      {isMoving ? (
        <Button size="small" icon={<PauseOutlined />} onClick={() => queue.pauseAll()}>
          {t('evidence.upload.pauseAll')}
        </Button>
      ) : states.has('paused') || states.has('failed') ? (
        <Button size="small" icon={<CaretRightOutlined />} onClick={() => queue.goOnAll()}>
          {t('evidence.upload.goOnAll')}
        </Button>
      ) : null}
      <Select
        size="small"
        value={null}
        placeholder={t('evidence.upload.kindForAll')}
        aria-label={t('evidence.upload.kindForAll')}
        onChange={(kind: EvidenceKind | null) => (kind ? set({ kind }) : undefined)}
        options={evidenceKinds.map(kind => ({ value: kind, label: t(`enum.evidenceKind.${kind}`) }))}
      />
      <DatePicker
        size="small"
        value={null as Dayjs | null}
        placeholder={t('evidence.upload.dayForAll')}
        aria-label={t('evidence.upload.dayForAll')}
        onChange={value => (value ? set({ documentOn: value.format('YYYY-MM-DD') }) : undefined)}
      />
    </div>
  );
}

interface RowProps {
  row: UploadRow;
  proofKinds: readonly EvidenceKind[];
  onChange: (change: Partial<UploadRow>) => void;
  onPause: () => void;
  onGoOn: () => void;
  onRemove: () => void;
}

function Row({ row, proofKinds, onChange, onPause, onGoOn, onRemove }: RowProps) {
  const { t } = useTranslation();
  const { state, sentBytes, message } = row.progress;
  const { name, size } = row;
  const isLost = isBad(row);
  const percent = size === 0 ? 100 : Math.floor((Math.min(sentBytes, size) / size) * 100);
  const word = needsFile(row)
    ? 'evidence.upload.chooseAgain'
    : state === 'uploading' && percent === 100
      ? 'evidence.upload.checking'
      : (`evidence.upload.${state}` as const);
  const isUnfit = proofKinds.length > 0 && !proofKinds.includes(row.kind);
  return (
    <li className="upload-row">
      <div className="upload-row-file">
        <span className="upload-name">{name}</span>
        <span className="cell-sub num">{fileSize(size)}</span>
        <Progress
          percent={percent}
          size="small"
          status={isLost ? 'exception' : state === 'complete' ? 'success' : state === 'uploading' ? 'active' : 'normal'}
          aria-label={t('evidence.progressOf', { name })}
        />
        <span className="cell-sub" role="status">
          {t(word)}
        </span>
        {state === 'uploading' || state === 'offline' || state === 'waiting' ? (
          <Button
            size="small"
            type="text"
            icon={<PauseOutlined />}
            aria-label={t('evidence.pause', { name })}
            onClick={onPause}
          />
        ) : null}
        {needsFile(row) ? (
          <Button size="small" icon={<UploadOutlined />} onClick={onGoOn}>
            {t('evidence.choose')}
          </Button>
        ) : state === 'paused' || state === 'failed' ? (
          <Button
            size="small"
            type="text"
            icon={state === 'failed' ? <RedoOutlined /> : <CaretRightOutlined />}
            aria-label={t('evidence.goOn', { name })}
            onClick={onGoOn}
          />
        ) : null}
        <Button
          size="small"
          type="text"
          className="upload-remove"
          icon={<DeleteOutlined />}
          aria-label={t('evidence.remove', { name })}
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
              status={isUnfit ? 'warning' : undefined}
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
      {isUnfit && !isLost ? (
        <div className={styles.warning}>
          {t('evidence.upload.unfitKind', {
            kinds: proofKinds.map(kind => t(`enum.evidenceKind.${kind}`)).join(t('common.comma')),
          })}
        </div>
      ) : null}
    </li>
  );
}
