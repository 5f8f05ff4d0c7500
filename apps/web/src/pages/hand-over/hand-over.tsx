import { skipToken, useQuery } from '@apollo/client/react';
import { Alert, Button, DatePicker, Descriptions, Form, Input, Radio, Result, Select, Steps, Typography } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { placeErrors } from '../../components/modal-form.tsx';
import { PageContainer } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import type { HandOverPostInput, OutgoingFate, PostKind } from '../../graphql/types.generated.ts';
import { useCommand } from '../../lib/use-command.ts';
import { usePhone } from '../../lib/use-phone.ts';
import { useToday } from '../../lib/viewer.tsx';
import { HandOverPageDocument, HandOverPostDocument } from './hand-over.generated.ts';
import type { HandOverPostMutation } from './hand-over.generated.ts';
import styles from './hand-over.module.css';
import { WorkList } from './work-list.tsx';

const kinds: readonly string[] = ['HEAD', 'DEPUTY_HEAD', 'LIAISON', 'DEPUTY_LIAISON'];
const steps = ['choose', 'list', 'confirm', 'done'] as const;

interface Choice {
  day: Dayjs;
  who: 'known' | 'new';
  successorId?: string;
  account?: { name: string; username: string; email?: string };
  outgoing?: OutgoingFate;
  note?: string;
}

/** A post passes on in four steps: who and when, what goes along, yes, and what was moved. */
export default function HandOverPage() {
  const { t } = useTranslation();
  const { unitId = '', post: named = '' } = useParams();
  const post = kinds.includes(named) ? (named as PostKind) : undefined;
  const isPhone = usePhone();
  const today = useToday();
  const [form] = Form.useForm<Choice>();
  const [step, setStep] = useState(0);
  const [loose, setLoose] = useState<string[]>([]);
  const [done, setDone] = useState<HandOverPostMutation['handOverPost'] | null>(null);
  const [handOver, { loading }] = useCommand(HandOverPostDocument, {
    refetch: ['PostsPage', 'UnitPostsPage', 'Todo', 'FrameCounts'],
    quiet: true,
  });
  const { data, error, refetch } = useQuery(
    HandOverPageDocument,
    post ? { variables: { unitId, post }, fetchPolicy: 'cache-and-network' } : skipToken,
  );
  const preview = data?.handOverPreview;
  const unit = data?.unitPosts[0];
  const choice = Form.useWatch([], { form, preserve: true }) as Choice | undefined;
  const successorName =
    choice?.who === 'new'
      ? choice.account?.name
      : preview?.candidates.find(person => person.userId === choice?.successorId)?.name;

  async function handleConfirm() {
    const { day, who, successorId, account, outgoing, note } = form.getFieldsValue(true) as Choice;
    const input: HandOverPostInput = {
      unitId,
      post: post!,
      day: day.format('YYYY-MM-DD'),
      outgoingId: preview?.present?.userId ?? null,
      outgoing: preview?.present ? outgoing : null,
      successorId: who === 'known' ? successorId : null,
      account: who === 'new' && account ? { ...account, email: account.email || null } : null,
      note: note?.trim() || null,
    };
    const answer = await handOver({ input });
    if (answer.ok && answer.payload) {
      setDone(answer.payload);
      setStep(3);
      return;
    }
    setStep(0);
    setLoose(placeErrors(form, answer.userErrors));
    if (answer.userErrors.some(refusal => refusal.code === 'STALE')) void refetch();
  }

  const required = { required: true, message: t('posts.required') };
  const title = post ? t('posts.handOverOf', { post: t(`posts.kind.${post}`) }) : t('posts.handOver');
  const missing = post === undefined || (data !== undefined && !unit);
  return (
    <PageContainer
      title={title}
      breadcrumb={[
        { title: t('posts.title'), to: '/posts' },
        { title: unit?.unitName ?? unitId, to: `/posts/${unitId}` },
      ]}
      state={{ loading: !data && !error, error: data ? undefined : error, missing, retry: () => void refetch() }}
    >
      {preview && post ? (
        <>
          <div className="panel">
            <Steps
              size="small"
              current={step}
              orientation={isPhone ? 'vertical' : 'horizontal'}
              items={steps.map(name => ({ title: t(`posts.step.${name}`) }))}
            />
          </div>
          <Form<Choice>
            form={form}
            layout="vertical"
            hidden={step !== 0}
            className={`panel ${styles.form}`}
            initialValues={{
              day: dayjs(today),
              who: preview.candidates.length > 0 ? 'known' : 'new',
              account: { username: preview.username },
            }}
            onFinish={() => {
              setLoose([]);
              setStep(1);
            }}
            scrollToFirstError={{ focus: true }}
          >
            {loose.length > 0 ? <Alert type="error" showIcon title={loose.join(' ')} className={styles.gap} /> : null}
            <p>
              {preview.present
                ? t('posts.presentIs', { name: preview.present.name, day: preview.present.fromOn })
                : preview.outgoingName
                  ? t('posts.emptyAfter', { name: preview.outgoingName })
                  : t('posts.emptyNow')}
            </p>
            <Form.Item
              name="day"
              label={t('posts.effectiveDay')}
              extra={t('posts.effectiveDayHelp')}
              rules={[required]}
            >
              <DatePicker
                allowClear={false}
                minDate={preview.earliestOn ? dayjs(preview.earliestOn) : undefined}
                maxDate={dayjs(today)}
              />
            </Form.Item>
            <Form.Item name="who" label={t('posts.successor')}>
              <Radio.Group
                options={[
                  { value: 'known', label: t('posts.successorKnown'), disabled: preview.candidates.length === 0 },
                  { value: 'new', label: t('posts.successorNew') },
                ]}
              />
            </Form.Item>
            {choice?.who === 'new' ? (
              <div className={styles.account}>
                <Form.Item
                  name={['account', 'name']}
                  label={t('posts.name')}
                  rules={[{ ...required, whitespace: true }]}
                >
                  <Input maxLength={40} autoComplete="off" />
                </Form.Item>
                <Form.Item
                  name={['account', 'username']}
                  label={t('users.username')}
                  extra={t('users.usernameRule')}
                  rules={[required, { pattern: /^[a-z0-9][a-z0-9.-]{2,39}$/, message: t('users.usernameRule') }]}
                >
                  <Input maxLength={40} autoComplete="off" spellCheck={false} />
                </Form.Item>
                <Form.Item
                  name={['account', 'email']}
                  label={t('users.email')}
                  rules={[{ type: 'email', message: t('users.emailRule') }]}
                >
                  <Input maxLength={120} autoComplete="off" />
                </Form.Item>
              </div>
            ) : (
              <Form.Item name="successorId" label={t('posts.successorWho')} rules={[required]}>
                <Select
                  options={preview.candidates.map(person => ({
                    value: person.userId,
                    label: person.post
                      ? t('posts.candidateWithPost', { name: person.name, post: t(`posts.kind.${person.post}`) })
                      : t('posts.candidate', { name: person.name, role: t(`enum.role.${person.role}`) }),
                  }))}
                />
              </Form.Item>
            )}
            {preview.present ? (
              <Form.Item name="outgoing" label={t('posts.outgoing', { name: preview.present.name })} rules={[required]}>
                <Radio.Group
                  className={styles.fates}
                  options={(['STAYS', 'LEAVES'] as const).map(fate => ({
                    value: fate,
                    label: t(`posts.fate.${fate}`),
                  }))}
                />
              </Form.Item>
            ) : null}
            <Form.Item name="note" label={t('posts.note')} extra={t('posts.noteHelp')}>
              <Input.TextArea maxLength={200} autoSize={{ minRows: 2 }} />
            </Form.Item>
            <Button type="primary" htmlType="submit">
              {t('posts.next')}
            </Button>
          </Form>
          {step === 1 ? (
            <Section title={t('posts.step.list')}>
              <p>
                {preview.outgoingName
                  ? t('posts.listIntro', { from: preview.outgoingName, to: successorName ?? '' })
                  : t('posts.listNobody')}
              </p>
              <WorkList counts={preview.counts} work={preview.work} />
              <Buttons onBack={() => setStep(0)}>
                <Button type="primary" onClick={() => setStep(2)}>
                  {t('posts.next')}
                </Button>
              </Buttons>
            </Section>
          ) : null}
          {step === 2 && choice ? (
            <Section title={t('posts.step.confirm')}>
              <Descriptions
                size="small"
                column={1}
                items={[
                  { key: 'unit', label: t('posts.unit'), children: unit?.unitName },
                  { key: 'post', label: t('posts.post'), children: t(`posts.kind.${post}`) },
                  { key: 'from', label: t('posts.outgoingShort'), children: preview.present?.name ?? t('posts.empty') },
                  { key: 'to', label: t('posts.successor'), children: successorName },
                  { key: 'day', label: t('posts.effectiveDay'), children: choice.day.format('YYYY-MM-DD') },
                  ...(preview.present && choice.outgoing
                    ? [{ key: 'fate', label: t('posts.fate'), children: t(`posts.fate.${choice.outgoing}`) }]
                    : []),
                  {
                    key: 'moves',
                    label: t('posts.moves'),
                    children: t('posts.movesCount', {
                      count: preview.counts.reduce((sum, { count }) => sum + count, 0),
                    }),
                  },
                ]}
              />
              <Buttons onBack={() => setStep(1)}>
                <Button type="primary" loading={loading} onClick={() => void handleConfirm()}>
                  {t('posts.confirm')}
                </Button>
              </Buttons>
            </Section>
          ) : null}
          {step === 3 && done ? (
            <Section title={t('posts.step.done')}>
              <Result
                className={styles.result}
                status="success"
                title={t('posts.doneTitle', { name: done.successorName ?? '', post: t(`posts.kind.${post}`) })}
              />
              {done.account ? (
                <Alert
                  className={styles.gap}
                  type="warning"
                  showIcon
                  title={t('posts.passwordOnce')}
                  description={
                    <>
                      {t('users.username')} <b>{done.account.username}</b> · {t('posts.password')}{' '}
                      <Typography.Text code copyable>
                        {done.account.initialPassword}
                      </Typography.Text>
                    </>
                  }
                />
              ) : null}
              <h3>{t('posts.movedTitle')}</h3>
              <WorkList counts={done.counts} work={done.moved} />
              <div className={styles.buttons}>
                <Link to={`/posts/${unitId}`}>
                  <Button type="primary" tabIndex={-1}>
                    {t('posts.toPosts')}
                  </Button>
                </Link>
              </div>
            </Section>
          ) : null}
        </>
      ) : null}
    </PageContainer>
  );
}

function Buttons({ onBack, children }: { onBack: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={styles.buttons}>
      <Button onClick={onBack}>{t('posts.back')}</Button>
      {children}
    </div>
  );
}
