import type actions from './zh-CN/actions.json';
import type admin from './zh-CN/admin.json';
import type channels from './zh-CN/channels.json';
import type checker from './zh-CN/checker.json';
import type common from './zh-CN/common.json';
import type dashboard from './zh-CN/dashboard.json';
import type desk from './zh-CN/desk.json';
import type dossier from './zh-CN/dossier.json';
import type enums from './zh-CN/enums.json';
import type evaluation from './zh-CN/evaluation.json';
import type evidence from './zh-CN/evidence.json';
import type plan from './zh-CN/plan.json';
import type posts from './zh-CN/posts.json';
import type reports from './zh-CN/reports.json';
import type requests from './zh-CN/requests.json';
import type session from './zh-CN/session.json';

export type Words = typeof actions & typeof admin & typeof channels & typeof checker & typeof common & typeof dashboard & typeof desk & typeof dossier & typeof enums & typeof evaluation & typeof evidence & typeof plan & typeof posts & typeof reports & typeof requests & typeof session;
