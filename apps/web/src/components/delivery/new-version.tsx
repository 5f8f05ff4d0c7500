import { DiffOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Form, Input, Progress } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../lib/format.ts';
import { dayFrom } from '../../lib/guess-evidence.ts';
import { Upload, type UploadProgress } from '../../lib/upload.ts';
import { useCommand } from '../../lib/use-command.ts';
import { ModalForm } from '../modal-form.tsx';
import type { EvidencePartsFragment } from './delivery.generated.ts';
import { ReplaceEvidenceDocument } from './evidence.generated.ts';

const refetch = ['ActionRecord', 'Todo', 'FrameCounts', 'UnitEvidence', 'EvidenceRecord', 'MyUploads'];

interface VersionValues {
  title: string;
  documentOn: Dayjs | null;
  note?: string;
}

/** A corrected file beside the old one, never instead of it. */
export function NewVersion({
  evidence,
  size,
  onDone,
}: {
  evidence: EvidencePartsFragment;
  size?: 'small';
  onDone?: (newId: string) => void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<VersionValues>();
  const [isOpen, setOpen] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState<UploadProgress | null>(null);
  const upload = useRef<Upload | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const [replace] = useCommand(ReplaceEvidenceDocument, { refetch, quiet: true });
  if (!evidence.viewerCanReplace) return null;
  const close = () => {
    if (upload.current && upload.current.progress.state !== 'complete') upload.current.cancel();
    upload.current = null;
    setFile(null);
    setProgress(null);
    setOpen(false);
  };
  const take = (chosen: File | undefined) => {
    if (!chosen) return;
    upload.current?.cancel();
    setFile(chosen);
    upload.current = new Upload(chosen, setProgress);
    upload.current.start();
    const on = dayFrom(chosen.name);
    if (on) form.setFieldValue('documentOn', dayjs(on));
  };
  const notYet = { code: 'FILE', message: t('evidence.fileFirst'), path: null };
  return (
    <>
      <Button size={size} icon={<DiffOutlined />} onClick={() => setOpen(true)}>
        {t('evidence.newVersion')}
      </Button>
      <ModalForm<VersionValues>
        open={isOpen}
        form={form}
        title={t('evidence.newVersionOf', { title: evidence.title })}
        intro={t('evidence.newVersionWhat')}
        okText={t('evidence.newVersionSave')}
        initialValues={{ title: evidence.title, documentOn: evidence.documentOn ? dayjs(evidence.documentOn) : null }}
        onSubmit={async ({ title, documentOn, note }) => {
          // whoever is quicker than the line need not press twice
          const end = await upload.current?.settled();
          if (!end?.uploadId || end.state !== 'complete') return { ok: false, userErrors: [notYet] };
          const { uploadId } = end;
          const result = await replace({
            input: {
              evidenceId: evidence.id,
              expectedVersion: evidence.version,
              uploadId,
              title,
              documentOn: documentOn ? documentOn.format('YYYY-MM-DD') : null,
              note: note ?? null,
            },
          });
          if (result.ok) {
            void message.success(t('evidence.newVersionDone', { title }));
            upload.current = null;
            onDone?.(result.payload?.evidence?.id ?? evidence.id);
          }
          return result;
        }}
        onClose={close}
      >
        <Form.Item label={t('evidence.fileName')} required>
          <Button onClick={() => input.current?.click()}>{t('evidence.choose')}</Button>{' '}
          {file ? `${file.name} (${fileSize(file.size)})` : null}
          <input
            ref={input}
            type="file"
            // a form shows its file fields whatever their attributes say
            style={{ display: 'none' }}
            aria-label={t('evidence.chooseFor', { title: evidence.title })}
            onChange={event => take(event.target.files?.[0])}
          />
          {file && progress ? (
            <>
              <Progress
                size="small"
                percent={
                  file.size === 0 ? 100 : Math.floor((Math.min(progress.sentBytes, file.size) / file.size) * 100)
                }
                status={progress.state === 'refused' || progress.state === 'failed' ? 'exception' : undefined}
                aria-label={t('evidence.progressOf', { name: file.name })}
              />
              {progress.message ? (
                <div className="upload-refusal" role="alert">
                  {progress.message}
                </div>
              ) : null}
            </>
          ) : null}
        </Form.Item>
        <Form.Item name="title" label={t('evidence.title')} rules={[{ required: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="documentOn" label={t('evidence.documentOn')}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="note" label={t('evidence.changeNote')}>
          <Input maxLength={200} />
        </Form.Item>
      </ModalForm>
    </>
  );
}
