import type { ComponentType } from 'react';
import { createBrowserRouter, type LoaderFunctionArgs, redirect, type RouteObject } from 'react-router';
import { AppLayout, BareLayout } from './components/app-layout.tsx';
import { RouteFault } from './components/route-fault.tsx';
import { whenSignedOut } from './graphql/client.ts';
import { authState } from './lib/http.ts';
import { HomePage } from './pages/home/home.tsx';

async function requireSession({ request }: LoaderFunctionArgs): Promise<Response | null> {
  const state = await authState();
  if (state.needsSetup) return redirect('/setup');
  const { pathname, search } = new URL(request.url);
  if (!state.signedIn)
    return redirect(pathname === '/' ? '/login' : `/login?next=${encodeURIComponent(pathname + search)}`);
  if (state.mustChangePassword) return redirect('/password');
  return null;
}

/** A page whose code is fetched when it is first opened. */
function page(path: string, load: () => Promise<{ default: ComponentType }>): RouteObject {
  return { path, lazy: async () => ({ Component: (await load()).default }) };
}

const pages: RouteObject[] = [
  { index: true, Component: HomePage },
  page('todo', () => import('./pages/todo/todo.tsx')),
  page('actions', () => import('./pages/actions/actions.tsx')),
  page('actions/:id', () => import('./pages/action/action.tsx')),
  page('reports', () => import('./pages/reports/reports.tsx')),
  page('reports/:id', () => import('./pages/report/report.tsx')),
  page('letters', () => import('./pages/letters/letters.tsx')),
  page('letters/:id', () => import('./pages/letter/letter.tsx')),
  page('requests', () => import('./pages/requests/requests.tsx')),
  page('review', () => import('./pages/review/review.tsx')),
  page('evidence', () => import('./pages/evidence/evidence.tsx')),
  page('evidence/:id', () => import('./pages/evidence/evidence-record.tsx')),
  page('notices', () => import('./pages/notices/notices.tsx')),
  page('sent', () => import('./pages/sent/sent.tsx')),
  page('me', () => import('./pages/me/me.tsx')),
  page('dashboard', () => import('./pages/dashboard/dashboard.tsx')),
  page('plan', () => import('./pages/plan/plan.tsx')),
  page('plan/import', () => import('./pages/plan-import/plan-import.tsx')),
  page('measures/:id', () => import('./pages/measure/measure.tsx')),
  page('evaluations', () => import('./pages/unit-result/results-of-viewer.tsx')),
  page('evaluations/:id', () => import('./pages/unit-result/result-of-viewer.tsx')),
  page('objections/:id', () => import('./pages/objection/objection.tsx')),
  page('evaluations/:id/lines', () => import('./pages/unit-lines/lines-of-viewer.tsx')),
  page('evaluations/:id/lines/:unitId', () => import('./pages/unit-lines/unit-lines.tsx')),
  page('evaluations/:id/units/:unitId', () => import('./pages/evaluation-unit/evaluation-unit.tsx')),
  page('schemes', () => import('./pages/schemes/schemes.tsx')),
  page('schemes/:code', () => import('./pages/scheme/scheme.tsx')),
  page('schemes/:code/draft', () => import('./pages/scheme-draft/scheme-draft.tsx')),
  page('schemes/:code/:version', () => import('./pages/scheme/scheme.tsx')),
  page('documents', () => import('./pages/documents/documents.tsx')),
  page('documents/:id', () => import('./pages/document/document.tsx')),
  page('posts', () => import('./pages/posts/posts.tsx')),
  page('posts/:unitId', () => import('./pages/unit-posts/unit-posts.tsx')),
  page('posts/:unitId/:post', () => import('./pages/hand-over/hand-over.tsx')),
  page('operations', () => import('./pages/operations/operations.tsx')),
  page('admin/users', () => import('./pages/admin-users/admin-users.tsx')),
  page('admin/calendar', () => import('./pages/admin-calendar/admin-calendar.tsx')),
  page('admin/rules', () => import('./pages/admin-rules/admin-rules.tsx')),
  page('*', () => import('./pages/home/not-found.tsx')),
];

export const router = createBrowserRouter([
  {
    ErrorBoundary: RouteFault,
    HydrateFallback: () => null,
    children: [
      page('login', () => import('./pages/login/login.tsx')),
      page('setup', () => import('./pages/setup/setup.tsx')),
      page('password', () => import('./pages/password/password.tsx')),
      {
        path: 'print',
        loader: requireSession,
        shouldRevalidate: () => false,
        Component: BareLayout,
        children: [
          page('evaluations/:id', () => import('./pages/print-evaluation/print-evaluation.tsx')),
          page('schemes/:code/:version', () => import('./pages/print-scheme/print-scheme.tsx')),
          page('sent', () => import('./pages/print-sent/print-sent.tsx')),
          page('dashboard', () => import('./pages/print-dashboard/print-dashboard.tsx')),
        ],
      },
      {
        path: '/',
        loader: requireSession,
        shouldRevalidate: () => false,
        Component: AppLayout,
        // a page that breaks leaves the menu standing
        children: [{ ErrorBoundary: RouteFault, children: pages }],
      },
    ],
  },
]);

whenSignedOut(() => {
  const { pathname, search } = window.location;
  if (pathname !== '/login') void router.navigate(`/login?next=${encodeURIComponent(pathname + search)}`);
});
