import { EditOutlined } from '@ant-design/icons';
import { useQuery } from '@apollo/client/react';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageContainer } from '../../components/page-container.tsx';
import { Section } from '../../components/record-page.tsx';
import { moment } from '../../lib/days.ts';
import { AdminRulesPageDocument } from './admin-rules.generated.ts';
import { ChangeRules } from './change-rules.tsx';
import { RuleList } from './rule-list.tsx';

export default function AdminRulesPage() {
  const { t } = useTranslation();
  const [isChanging, setChanging] = useState(false);
  const { data, error, refetch } = useQuery(AdminRulesPageDocument);
  const rules = data?.reminderRules;
  return (
    <PageContainer
      title={t('rules.title')}
      subtitle={t('rules.intro')}
      extra={
        rules?.viewerCanChange && !isChanging ? (
          <Button type="primary" icon={<EditOutlined />} onClick={() => setChanging(true)}>
            {t('rules.edit')}
          </Button>
        ) : null
      }
      state={{ loading: !data, error: data ? undefined : error, retry: () => void refetch() }}
    >
      {rules && isChanging ? (
        <ChangeRules key={rules.version} rules={rules} onClose={() => setChanging(false)} />
      ) : null}
      {rules ? (
        <Section title={t('rules.version', { n: rules.version, since: moment(rules.since) })}>
          <RuleList rules={rules.rules} />
        </Section>
      ) : null}
    </PageContainer>
  );
}
