import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';

/** The page itself failed, or its code could not be fetched (often: a new version was installed meanwhile). */
export function RouteFault() {
  const { t } = useTranslation();
  const error = useRouteError();
  const isFetch = error instanceof TypeError && /fetch|import|load/i.test(error.message);
  return (
    <Result
      status="warning"
      title={t(isFetch ? 'common.pageNotFetched' : 'common.pageBroke')}
      subTitle={t('common.pageBrokeWhatNow')}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t('common.reload')}
        </Button>
      }
    />
  );
}
