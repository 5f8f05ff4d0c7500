import {
  AuditOutlined,
  BarChartOutlined,
  BellOutlined,
  CalculatorOutlined,
  CalendarOutlined,
  ControlOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FolderOpenOutlined,
  IdcardOutlined,
  LogoutOutlined,
  MenuOutlined,
  MonitorOutlined,
  ProfileOutlined,
  SafetyCertificateOutlined,
  SendOutlined,
  QuestionCircleOutlined,
  SettingOutlined,
  SolutionOutlined,
  TeamOutlined,
  UnorderedListOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { skipToken, useQuery } from '@apollo/client/react';
import { Badge, Button, Drawer, Dropdown, Layout, Menu, type MenuProps, Skeleton } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate } from 'react-router';
import { currentLocale, switchLocale } from '../i18n/i18n.ts';
import { longDay } from '../lib/days.ts';
import { call } from '../lib/http.ts';
import { usePhone } from '../lib/use-phone.ts';
import { type Frame, FrameContext } from '../lib/viewer.tsx';
import { faultOf } from '../graphql/client.ts';
import { FrameCountsDocument, FrameDocument } from './frame.generated.ts';
import { Help } from './help.tsx';
import { FaultView } from './page-container.tsx';

/** Knows who is signed in; everything inside may ask. Pages for paper stand in it without the menu. */
export function FrameProvider({ children }: { children: ReactNode }) {
  const { data, error, refetch } = useQuery(FrameDocument);
  useQuery(FrameCountsDocument, data ? { pollInterval: 60_000, fetchPolicy: 'cache-first' } : skipToken);
  const { t } = useTranslation();
  if (data) return <FrameContext value={data}>{children}</FrameContext>;
  if (error && faultOf(error).code !== 'UNAUTHENTICATED') {
    return (
      <main className="alone">
        <FaultView fault={faultOf(error)} retry={() => void refetch()} />
      </main>
    );
  }
  return (
    <main className="alone" aria-busy="true" aria-label={t('common.loading')}>
      <Skeleton active paragraph={{ rows: 8 }} />
    </main>
  );
}

export function BareLayout() {
  return (
    <FrameProvider>
      <Outlet />
    </FrameProvider>
  );
}

export function AppLayout() {
  return (
    <FrameProvider>
      <FrameContext.Consumer>{frame => (frame ? <Shell frame={frame} /> : null)}</FrameContext.Consumer>
    </FrameProvider>
  );
}

export async function signOut(): Promise<void> {
  await call('POST', '/auth/sign-out').catch(() => undefined);
  // a full load, so that nothing of this person stays in memory
  window.location.assign('/login');
}

function Shell({ frame }: { frame: Frame }) {
  const { t } = useTranslation();
  const { viewer, clock } = frame;
  const isPhone = usePhone();
  const location = useLocation();
  const navigate = useNavigate();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const program = frame.programs[0];
  const items = useMenu(frame);
  const paths = items.flatMap(item =>
    item && 'children' in item && item.children ? item.children.map(child => String(child?.key)) : [String(item?.key)],
  );
  const selected =
    paths
      .filter(path => location.pathname === path || location.pathname.startsWith(`${path}/`))
      .sort((a, b) => b.length - a.length)[0] ?? parentOf(location.pathname);
  const menu = (
    <nav aria-label={t('frame.menu')}>
      <Menu
        mode="inline"
        items={items}
        selectedKeys={selected ? [selected] : []}
        defaultOpenKeys={['admin']}
        onClick={({ key, domEvent }) => {
          if (!(domEvent.target instanceof Element && domEvent.target.closest('a'))) void navigate(key);
          setMenuOpen(false);
        }}
      />
    </nav>
  );
  const personMenu: MenuProps = {
    items: [
      { key: '/me', icon: <SettingOutlined />, label: t('frame.me') },
      { key: 'exit', icon: <LogoutOutlined />, label: t('frame.exit') },
    ],
    onClick: ({ key }) => {
      if (key === 'exit') void signOut();
      else void navigate(key);
    },
  };
  const otherLocale = currentLocale() === 'en' ? 'zh-CN' : 'en';
  return (
    <Layout className="shell">
      <a className="skip-link" href="#content">
        {t('frame.skip')}
      </a>
      <Layout.Header className="shell-top">
        {isPhone ? (
          <Button
            type="text"
            className="top-button"
            icon={<MenuOutlined />}
            aria-label={t('frame.menu')}
            aria-expanded={isMenuOpen}
            onClick={() => setMenuOpen(true)}
          />
        ) : null}
        <Link to="/" className="brand">
          <img src="/favicon.svg" alt="" width="26" height="26" />
          <span className="brand-words">
            <strong>{t('common.product')}</strong>
            <span className="brand-program">{program?.name ?? t('frame.noProgram')}</span>
          </span>
        </Link>
        <div className="top-right">
          <Badge count={viewer.unreadNoticeCount} size="small" offset={[-6, 6]}>
            <Link
              to="/notices"
              className="top-button top-link"
              aria-label={t('frame.notices', { count: viewer.unreadNoticeCount })}
              title={t('frame.notices', { count: viewer.unreadNoticeCount })}
            >
              <BellOutlined />
            </Link>
          </Badge>
          <Button type="text" className="top-button" onClick={() => void switchLocale(otherLocale)} lang={otherLocale}>
            {otherLocale === 'en' ? 'English' : '中文'}
          </Button>
          <Button
            type="text"
            className="top-button"
            icon={<QuestionCircleOutlined />}
            aria-label={t('frame.help')}
            title={t('frame.help')}
            onClick={() => setHelpOpen(true)}
          />
          <Dropdown menu={personMenu} trigger={['click']}>
            <Button
              type="text"
              className="top-button person"
              icon={<UserOutlined />}
              aria-label={t('frame.person', { who: `${viewer.unit.shortName} · ${viewer.name}` })}
            >
              <span className="person-words">
                {viewer.unit.shortName} · {viewer.name}
              </span>
            </Button>
          </Dropdown>
          <Button type="text" className="top-button desk-only" icon={<LogoutOutlined />} onClick={() => void signOut()}>
            {t('frame.exit')}
          </Button>
        </div>
      </Layout.Header>
      {clock.isDemonstration ? (
        <section className="demonstration" aria-label={t('frame.demonstrationName')}>
          {t('frame.demonstration', { day: longDay(clock.today) })}
        </section>
      ) : null}
      <Layout className="shell-body">
        {isPhone ? (
          <Drawer
            placement="left"
            size={280}
            open={isMenuOpen}
            onClose={() => setMenuOpen(false)}
            title={t('frame.menu')}
            styles={{ body: { padding: 8 } }}
          >
            {menu}
          </Drawer>
        ) : (
          <Layout.Sider width={200} theme="light" className="shell-side">
            {menu}
          </Layout.Sider>
        )}
        <main className="shell-content" id="content" tabIndex={-1}>
          <Outlet />
        </main>
      </Layout>
      <Help open={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </Layout>
  );
}

/** Records without a menu entry of their own light the entry they belong to. */
function parentOf(path: string): string | undefined {
  if (path.startsWith('/measures/')) return '/plan';
  if (path.startsWith('/objections/')) return '/evaluations';
  return undefined;
}

type MenuItems = NonNullable<MenuProps['items']>;

function useMenu({ viewer, clock, programs }: Frame): MenuItems {
  const { t } = useTranslation();
  const isUnit = viewer.role.startsWith('UNIT_');
  const isAdmin = viewer.role === 'SYS_ADMIN' || viewer.role === 'AUDIT_ADMIN';
  const entry = (key: string, icon: ReactNode, word: string, count = 0, search = '') => ({
    key,
    icon,
    label: (
      <Link to={key + search} className="menu-link">
        <span>{word}</span>
        {count > 0 ? <span className="menu-count">{count > 999 ? '999+' : count}</span> : null}
      </Link>
    ),
  });
  const items: MenuItems = [];
  if (viewer.canSeeDashboard && viewer.role === 'LEADER')
    items.push(entry('/dashboard', <DashboardOutlined />, t('menu.dashboard')));
  if (isUnit || viewer.canReview || viewer.role === 'LEADER')
    items.push(entry('/todo', <CheckSquareOutlined />, t('menu.todo'), viewer.todoCount));
  if (viewer.canReview) items.push(entry('/review', <AuditOutlined />, t('menu.review')));
  if (isUnit || viewer.canReview || viewer.role === 'LEADER')
    items.push(
      entry('/requests', <SolutionOutlined />, t('menu.requests')),
      entry('/reports', <FileTextOutlined />, t('menu.reports')),
      entry('/letters', <FileDoneOutlined />, t('menu.letters')),
    );
  if (viewer.canSeeDashboard && viewer.role !== 'LEADER') {
    const word = t(viewer.canSeeAllUnits ? 'menu.dashboard' : 'menu.dashboardOfUnit');
    items.push(entry('/dashboard', <DashboardOutlined />, word));
  }
  if (!isAdmin) {
    // the ledger opens on the year that is being worked on; earlier years are one choice away
    const year = clock.today.slice(0, 4);
    const isRunning = programs.some(program => program.stages.some(stage => String(stage.year) === year));
    items.push(entry('/actions', <UnorderedListOutlined />, t('menu.actions'), 0, isRunning ? `?year=${year}` : ''));
    if (isUnit) items.push(entry('/evidence', <FolderOpenOutlined />, t('menu.evidence')));
  }
  if (viewer.role !== 'SYS_ADMIN') items.push(entry('/plan', <ProfileOutlined />, t('menu.plan')));
  if (!isAdmin) items.push(entry('/evaluations', <BarChartOutlined />, t('menu.evaluations')));
  if (!isAdmin) items.push(entry('/schemes', <CalculatorOutlined />, t('menu.schemes')));
  if (isUnit) items.push(entry('/documents', <SafetyCertificateOutlined />, t('documents.pageTitle')));
  if (isUnit || viewer.canReview || viewer.canAdministerUsers)
    items.push(entry('/posts', <IdcardOutlined />, t('posts.menu')));
  if (viewer.canReview) items.push(entry('/sent', <SendOutlined />, t('sent.menu')));
  const admin: MenuItems = [];
  if (viewer.canAdministerUsers) admin.push(entry('/admin/users', <TeamOutlined />, t('menu.users')));
  if (viewer.canImportCalendar || viewer.canAdministerUsers)
    admin.push(entry('/admin/calendar', <CalendarOutlined />, t('menu.calendar')));
  if (viewer.canReview || viewer.canAdministerUsers)
    admin.push(entry('/admin/rules', <ControlOutlined />, t('menu.rules')));
  if (viewer.canAdministerUsers) admin.push(entry('/operations', <MonitorOutlined />, t('operations.menu')));
  if (isAdmin) items.push(...admin);
  else if (admin.length > 0)
    items.push({ key: 'admin', icon: <SettingOutlined />, label: t('menu.admin'), children: admin });
  return items;
}
