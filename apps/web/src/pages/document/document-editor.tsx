import { documentLength } from '@yardstick/domain/evaluation-document';
import { Alert, App, Button, Form, Input, Modal, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/record-page.tsx';
import { TextDiff } from '../../components/text-diff.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { LengthMeter } from '../documents/document-state.tsx';
import { type DocumentPartsFragment, RegenerateDocumentDocument, SaveDocumentDocument } from './document.generated.ts';

interface Words {
  title: string;
  toName: string;
  body: string;
}

const wordsOf = ({ title, toName, body }: Words): Words => ({ title, toName, body });
const isSame = (a: Words, b: Words): boolean => a.title === b.title && a.toName === b.toName && a.body === b.body;

interface Props {
  document: DocumentPartsFragment;
  reload: () => void;
}

/** The words of a draft. Whoever saves over what another has saved since sees both before one is chosen. */
export function DocumentEditor({ document, reload }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [words, setWords] = useState<Words>(() => wordsOf(document));
  /** what these words were made from */
  const [base, setBase] = useState(() => ({ ...wordsOf(document), version: document.version }));
  const [isComparing, setComparing] = useState(false);
  const [save, { loading: isSaving }] = useCommand(SaveDocumentDocument, {
    refetch: ['EvaluationDocuments'],
    quiet: true,
  });
  const [regenerate, { loading: isRegenerating }] = useCommand(RegenerateDocumentDocument, {
    refetch: ['EvaluationDocuments'],
  });
  const [errors, setErrors] = useState<string[]>([]);
  const isChanged = !isSame(words, base);
  const isBehind = base.version !== document.version;
  const change = (part: Partial<Words>) => setWords(before => ({ ...before, ...part }));
  const adopt = (saved: Words & { version: number }) => {
    setWords(wordsOf(saved));
    setBase({ ...wordsOf(saved), version: saved.version });
    setErrors([]);
  };
  if (isBehind && !isChanged) adopt(document);

  const store = async (version: number) => {
    const { ok, payload, userErrors } = await save({
      input: { documentId: document.id, expectedVersion: version, ...words },
    });
    if (ok && payload?.document) {
      adopt(payload.document);
      void message.success(t('documents.saved'));
    } else {
      setErrors(userErrors.map(error => error.message));
      if (userErrors.some(error => error.code === 'STALE')) reload();
    }
  };
  const startAnew = async () => {
    const { ok, payload } = await regenerate({ input: { documentId: document.id, expectedVersion: document.version } });
    setComparing(false);
    if (ok && payload?.document) adopt(payload.document);
  };

  return (
    <Section
      title={t('documents.words')}
      id="words"
      extra={
        document.fresh ? (
          <Button onClick={() => setComparing(true)} disabled={isChanged}>
            {t('documents.compare')}
          </Button>
        ) : null
      }
    >
      {isBehind && isChanged ? (
        <Alert
          className="modal-errors"
          type="warning"
          showIcon
          title={t('documents.conflict', { name: document.editedBy ?? document.draftedBy })}
          description={
            <>
              <p>
                <TextDiff before={document.body} after={words.body} />
              </p>
              <Space wrap>
                <Button onClick={() => adopt(document)}>{t('documents.takeTheirs')}</Button>
                <Button danger loading={isSaving} onClick={() => void store(document.version)}>
                  {t('documents.keepMine')}
                </Button>
              </Space>
            </>
          }
        />
      ) : null}
      {errors.length > 0 && !isBehind ? (
        <Alert className="modal-errors" type="error" showIcon role="alert" title={errors.join(' ')} />
      ) : null}
      <Form layout="vertical">
        <Form.Item label={t('documents.form.title')}>
          <Input value={words.title} maxLength={100} onChange={event => change({ title: event.target.value })} />
        </Form.Item>
        <Form.Item label={t('documents.form.toName')}>
          <Input value={words.toName} maxLength={100} onChange={event => change({ toName: event.target.value })} />
        </Form.Item>
        <Form.Item
          label={t('documents.form.body')}
          extra={<LengthMeter length={documentLength(words)} longest={document.longest} />}
        >
          <Input.TextArea
            value={words.body}
            autoSize={{ minRows: 10, maxRows: 28 }}
            onChange={event => change({ body: event.target.value })}
          />
        </Form.Item>
        <Button type="primary" loading={isSaving} disabled={!isChanged} onClick={() => void store(base.version)}>
          {t('common.save')}
        </Button>
      </Form>
      <Modal
        open={isComparing}
        width={760}
        title={t('documents.compareTitle')}
        okText={t('documents.regenerate')}
        cancelText={t('common.cancel')}
        okButtonProps={{ danger: true }}
        confirmLoading={isRegenerating}
        onOk={() => void startAnew()}
        onCancel={() => setComparing(false)}
      >
        <p>{t('documents.compareWhat')}</p>
        {document.fresh && isSame(document, document.fresh) ? (
          <p>{t('documents.noDifference')}</p>
        ) : (
          <div className="pre">
            <TextDiff
              before={`${document.title}\n${document.toName}\n${document.body}`}
              after={document.fresh ? `${document.fresh.title}\n${document.fresh.toName}\n${document.fresh.body}` : ''}
            />
          </div>
        )}
      </Modal>
    </Section>
  );
}
