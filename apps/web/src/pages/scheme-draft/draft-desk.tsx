import { SaveOutlined, SendOutlined } from '@ant-design/icons';
import { compareSchemes } from '@yardstick/domain/scoring/compare-schemes';
import { readSchemeText } from '@yardstick/domain/scoring/scheme-text';
import { Alert, App, Button, Form, Input, Space } from 'antd';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { CodeArea, type CodeAreaHandle } from '../../components/code-area.tsx';
import { DifferenceList } from '../../components/difference-list.tsx';
import { ModalForm } from '../../components/modal-form.tsx';
import { RecordPage, Section } from '../../components/record-page.tsx';
import { Status } from '../../components/status.tsx';
import { moment } from '../../lib/days.ts';
import { localized } from '../../lib/format.ts';
import { useCommand } from '../../lib/use-command.ts';
import { SaveSchemeDraftDocument } from '../schemes/schemes.generated.ts';
import { Blockers } from './blockers.tsx';
import { Rehearsal } from './rehearsal.tsx';
import { PublishSchemeDocument, type SchemeDraftPageQuery } from './scheme-draft.generated.ts';

type Draft = NonNullable<SchemeDraftPageQuery['schemeDraft']>;

/** The text of a scheme, what keeps it from being published, what it would change; and its publication. */
export function DraftDesk({ draft, onStale }: { draft: Draft; onStale: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const area = useRef<CodeAreaHandle>(null);
  const [text, setText] = useState(draft.text);
  const [saved, setSaved] = useState({ text: draft.savedAt ? draft.text : null, version: draft.version });
  const [isPublishing, setPublishing] = useState(false);
  const [save, saving] = useCommand(SaveSchemeDraftDocument, { refetch: ['SchemesPage', 'SchemeDraftPage'] });
  const [publish] = useCommand(PublishSchemeDocument, { quiet: true });

  const { code, newest, nextVersion } = draft;
  const looked = useDeferredValue(text);
  const { scheme, blockers } = useMemo(() => readSchemeText(looked, code, nextVersion), [looked, code, nextVersion]);
  const standing = useMemo(
    () => (newest ? readSchemeText(newest.text, code, nextVersion).scheme : null),
    [newest, code, nextVersion],
  );
  const differences = useMemo(
    () => (scheme && standing ? compareSchemes(standing, scheme) : undefined),
    [scheme, standing],
  );
  const marked = useMemo(() => new Set(blockers.flatMap(({ line }) => line ?? [])), [blockers]);
  const isSaved = saved.text === text;
  const isUntouched = saved.text === null && text === newest?.text;
  const status = isUntouched
    ? ({ tone: 'plain', word: 'schemes.untouched' } as const)
    : isSaved
      ? ({ tone: 'good', word: 'schemes.saved' } as const)
      : ({ tone: 'warn', word: 'schemes.notSaved' } as const);
  const isOvertaken = draft.version > saved.version;
  const name = scheme ? localized(scheme.name) : standing ? localized(standing.name) : code;

  async function keep(): Promise<number | null> {
    if (isSaved) return saved.version;
    const answer = await save({ input: { code, text, version: saved.version } });
    if (!answer.ok) {
      if (answer.userErrors.some(error => error.code === 'STALE')) onStale();
      return null;
    }
    const version = answer.payload?.version ?? saved.version + 1;
    setSaved({ text, version });
    return version;
  }

  return (
    <RecordPage
      title={t('schemes.draftTitle', { name })}
      titleExtra={<Status tone={status.tone}>{t(status.word)}</Status>}
      breadcrumb={[
        { title: t('schemes.title'), to: '/schemes' },
        ...(newest ? [{ title: name, to: `/schemes/${code}` }] : []),
      ]}
      extra={
        draft.viewerCanSave && (
          <Space wrap>
            <Button
              icon={<SaveOutlined />}
              disabled={isSaved}
              loading={saving.loading && !isPublishing}
              onClick={() =>
                void keep().then(version => version !== null && message.success(t('schemes.savedMessage')))
              }
            >
              {t('schemes.save')}
            </Button>
            {draft.viewerCanPublish && (
              <Button
                type="primary"
                icon={<SendOutlined />}
                disabled={!scheme || looked !== text || differences?.length === 0}
                onClick={() => setPublishing(true)}
              >
                {t('schemes.publish', { n: nextVersion })}
              </Button>
            )}
          </Space>
        )
      }
      facts={[
        { key: 'code', label: t('schemes.code'), children: <code>{code}</code> },
        {
          key: 'next',
          label: t('schemes.wouldBe'),
          children: t('schemes.version', { n: nextVersion }),
        },
        {
          key: 'saved',
          label: t('schemes.lastSaved'),
          children: draft.savedAt ? `${draft.savedBy ?? ''} ${moment(draft.savedAt)}` : '—',
        },
      ]}
      callout={
        isOvertaken && (
          <Alert
            type="warning"
            showIcon
            title={t('schemes.overtaken', { name: draft.savedBy ?? '—', at: moment(draft.savedAt) })}
            action={
              <Space wrap>
                <Button
                  size="small"
                  onClick={() => {
                    setText(draft.text);
                    setSaved({ text: draft.text, version: draft.version });
                  }}
                >
                  {t('schemes.takeTheirs')}
                </Button>
                <Button size="small" onClick={() => setSaved({ text: draft.text, version: draft.version })}>
                  {t('schemes.keepMine')}
                </Button>
              </Space>
            }
          />
        )
      }
    >
      <Section title={t('schemes.draftText')}>
        <Blockers blockers={blockers} onJump={line => area.current?.jumpTo(line)} />
        <CodeArea
          ref={area}
          label={t('schemes.draftText')}
          value={text}
          onChange={setText}
          marked={marked}
          readOnly={!draft.viewerCanSave}
        />
      </Section>
      {newest && (
        <Section title={t('schemes.differencesWith', { n: newest.version })}>
          {differences ? <DifferenceList differences={differences} /> : <p>{t('schemes.mendFirst')}</p>}
        </Section>
      )}
      <Section title={t('schemes.rehearsal')}>
        <Rehearsal
          code={code}
          text={looked}
          isReady={scheme !== null}
          isNew={newest === null || newest === undefined}
          grades={scheme?.grades ?? []}
        />
      </Section>
      <ModalForm<{ reason: string }>
        open={isPublishing}
        title={t('schemes.publish', { n: nextVersion })}
        intro={t('schemes.publishIntro')}
        okText={t('schemes.publishOk')}
        onClose={() => setPublishing(false)}
        onSubmit={async ({ reason }) => {
          const version = await keep();
          if (version === null) return { ok: false, userErrors: [] };
          const answer = await publish({ input: { code, version, reason } });
          if (answer.ok && answer.payload?.version) {
            void message.success(t('schemes.publishedMessage', { n: answer.payload.version }));
            void navigate(`/schemes/${code}/${answer.payload.version}`);
          }
          return answer;
        }}
      >
        <Form.Item
          name="reason"
          label={t('schemes.reason')}
          rules={[{ required: true, whitespace: true, message: t('schemes.reasonRequired') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </ModalForm>
    </RecordPage>
  );
}
