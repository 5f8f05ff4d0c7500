import { skipToken, useQuery } from '@apollo/client/react';
import { Alert, App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../lib/use-command.ts';
import { ModalForm } from '../modal-form.tsx';
import { UnitEvidenceDocument } from './evidence.generated.ts';
import { isUsable } from './kinds.ts';
import { AnswerLetterDocument, type LetterPartsFragment } from './letters.generated.ts';

interface Values {
  text: string;
  evidenceIds?: string[];
}

/** The unit's answer, with files that are in its library already. */
export function LetterAnswer({ letter }: { letter: LetterPartsFragment }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const [answer] = useCommand(AnswerLetterDocument, { refetch: ['Letters', 'Todo', 'FrameCounts'], quiet: true });
  const { data } = useQuery(
    UnitEvidenceDocument,
    isOpen ? { variables: { text: words.trim() || null, page: 1, pageSize: 50 } } : skipToken,
  );
  const returned = letter.steps.findLast(step => step.verb === 'returnAnswer');
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('verb.answerLetter')}
      </Button>
      <ModalForm<Values>
        open={isOpen}
        title={t('letters.answerTo', { docNo: letter.docNo ?? '' })}
        okText={t('verb.answerLetter')}
        width={620}
        initialValues={{ text: letter.answer ?? '', evidenceIds: letter.evidence.map(file => file.id) }}
        onSubmit={async ({ text, evidenceIds }) => {
          const result = await answer({
            input: { letterId: letter.id, expectedVersion: letter.version, text, evidenceIds: evidenceIds ?? [] },
          });
          if (result.ok) void message.success(t('verb.done', { verb: t('verb.answerLetter') }));
          return result;
        }}
        onClose={() => setOpen(false)}
      >
        {returned?.text ? <Alert className="modal-errors" type="warning" title={returned.text} /> : null}
        <Form.Item
          name="text"
          label={t('letters.form.answer')}
          rules={[{ required: true, whitespace: true, message: t('letters.form.answerMissing') }]}
        >
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={4000} />
        </Form.Item>
        <Form.Item name="evidenceIds" label={t('letters.form.evidence')} extra={t('letters.form.evidenceHint')}>
          <Select
            mode="multiple"
            showSearch={{ filterOption: false, onSearch: setWords }}
            placeholder={t('letters.form.evidencePlaceholder')}
            options={[
              ...letter.evidence.map(file => ({ value: file.id, label: file.title })),
              ...(data?.unitEvidence.rows ?? [])
                .filter(file => isUsable(file.state) && !letter.evidence.some(known => known.id === file.id))
                .map(file => ({ value: file.id, label: `${file.title}（${file.fileName}）` })),
            ]}
          />
        </Form.Item>
      </ModalForm>
    </>
  );
}
