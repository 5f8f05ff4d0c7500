import { useQuery } from '@apollo/client/react';
import { noticeGroups } from '@yardstick/domain/notice-wording';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/record-page.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { MuteNoticesDocument } from '../notices/notices.generated.ts';
import { ContactsDocument } from './me.generated.ts';
import styles from './me.module.css';

/** Which kinds of notices a person hears of; the statutory ones are shown, ticked for good, and say why. */
export function MutedSection() {
  const { t } = useTranslation();
  const kinds = useQuery(ContactsDocument).data?.contacts.kinds;
  const [mute, { loading }] = useCommand(MuteNoticesDocument, { refetch: ['Contacts', 'NoticeKinds', 'FrameCounts'] });
  if (!kinds) return null;
  const switchOver = (kind: string, isHeard: boolean) => {
    const others = kinds.filter(one => one.isMuted && one.kind !== kind).map(one => one.kind);
    void mute({ input: { kinds: isHeard ? others : [...others, kind] } });
  };
  const statutory = kinds.filter(one => !one.isMutable);
  return (
    <Section title={t('muted.title')} id="notices">
      <p>{t('muted.what')}</p>
      {noticeGroups
        .map(group => ({ group, of: kinds.filter(one => one.isMutable && one.group === group) }))
        .filter(({ of }) => of.length > 0)
        .map(({ group, of }) => (
          <fieldset key={group} className={styles.kinds}>
            <legend>{t(`notices.group.${group}`)}</legend>
            {of.map(({ kind, label, isMuted }) => (
              <Checkbox
                key={kind}
                checked={!isMuted}
                disabled={loading}
                onChange={event => switchOver(kind, event.target.checked)}
              >
                {label}
              </Checkbox>
            ))}
          </fieldset>
        ))}
      <details className={styles.statutory}>
        <summary>{t('muted.statutory', { count: statutory.length })}</summary>
        <p>{t('notices.statutory')}</p>
        <p className="cell-sub">{statutory.map(one => one.label).join(t('muted.comma'))}</p>
      </details>
    </Section>
  );
}
