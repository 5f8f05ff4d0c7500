import { skipToken, useQuery } from '@apollo/client/react';
import { Alert, App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModalForm } from '../../components/modal-form.tsx';
import { Section } from '../../components/record-page.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { ChangeRulesDocument, PreviewRulesDocument } from './admin-rules.generated.ts';
import styles from './admin-rules.module.css';
import { RuleList, type RuleInWords } from './rule-list.tsx';

interface Props {
  rules: { version: number; body: string; rules: RuleInWords[] };
  onClose: () => void;
}

/** The rules as text, what would follow from a change, and the change. */
export function ChangeRules({ rules, onClose }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [body, setBody] = useState(rules.body);
  const [previewed, setPreviewed] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [change] = useCommand(ChangeRulesDocument, { refetch: ['AdminRulesPage'], quiet: true });
  const { data, loading, error } = useQuery(
    PreviewRulesDocument,
    previewed === null ? skipToken : { variables: { body: previewed }, fetchPolicy: 'network-only' },
  );
  const preview = previewed === body ? data?.previewRules : undefined;
  const faults = preview?.userErrors ?? [];
  const standing = new Map(rules.rules.map(rule => [keyOf(rule), rule.words.join('\n')]));
  const changed = preview?.rules.filter(rule => standing.get(keyOf(rule)) !== rule.words.join('\n')) ?? [];
  return (
    <Section title={t('rules.change')}>
      <p>{t('rules.editHint')}</p>
      <Input.TextArea
        className={styles.code}
        aria-label={t('rules.body')}
        value={body}
        rows={18}
        spellCheck={false}
        onChange={event => setBody(event.target.value)}
      />
      <div className={styles.actions}>
        <Button type="primary" ghost loading={loading} onClick={() => setPreviewed(body)}>
          {t('rules.preview')}
        </Button>
        <Button type="primary" disabled={!preview || faults.length > 0} onClick={() => setSaving(true)}>
          {t('rules.save')}
        </Button>
        <Button onClick={onClose}>{t('rules.cancel')}</Button>
      </div>
      {error ? <Alert type="error" showIcon title={error.message} /> : null}
      {faults.length > 0 ? (
        <Alert
          type="error"
          showIcon
          title={
            <ul className="plain-list">
              {faults.map(fault => (
                <li key={fault.message}>{fault.message}</li>
              ))}
            </ul>
          }
        />
      ) : null}
      {preview && faults.length === 0 ? (
        <>
          <Alert
            type="info"
            showIcon
            title={t('rules.previewed', { created: preview.created, voided: preview.voided })}
          />
          <h3>{changed.length > 0 ? t('rules.changed') : t('rules.nothingChanged')}</h3>
          <RuleList rules={changed} />
        </>
      ) : null}
      <ModalForm<{ reason: string }>
        open={isSaving}
        title={t('rules.save')}
        onClose={() => setSaving(false)}
        onSubmit={async ({ reason }) => {
          const answer = await change({ input: { body, version: rules.version, reason } });
          if (answer.ok) {
            void message.success(t('rules.saved', { n: answer.payload?.version }));
            onClose();
          }
          return answer;
        }}
      >
        <Form.Item name="reason" label={t('rules.reason')} rules={[{ required: true, whitespace: true }]}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </ModalForm>
    </Section>
  );
}

const keyOf = ({ kind, program }: RuleInWords): string => `${kind} ${program ?? ''}`;
