/** What is requested: a report, a unit, an account and a notice of somebody else. */
export type Theirs = { report: number; unit: number; unitName: string; account: number; notice: number; year: number }

/**
 * - `open`: everybody, signed in or not, sees only public content;
 * - `own`: everybody signed in sees only what is his own;
 * - `theirs`: 404 without the right to know that it exists;
 * - `report`: the same, and shows the content of a report;
 * - `admin`: 404 for everybody who is no administrator; administrators see their own units.
 */
export type Route = ['open' | 'own' | 'theirs' | 'report' | 'admin', (theirs: Theirs) => string]

const ofReport = (file: string): Route => ['report', ({ report }) => `/reports/${report}${file}`]

/** Every page and every file the product serves. */
export const ROUTES: Record<string, Route> = {
  '/': ['own', () => '/'],
  '/queue': ['own', ({ year }) => `/queue?state=all&year=${year}`],
  '/queue/chase': ['own', ({ year }) => `/queue/chase?year=${year}`],
  '/applications': ['own', () => '/applications'],
  '/inbox': ['own', () => '/inbox'],
  '/inbox/unread': ['own', () => '/inbox/unread'],
  '/rules': ['own', () => '/rules'],
  '/password': ['own', () => '/password'],
  '/profile': ['own', () => '/profile'],
  '/setup': ['own', () => '/setup'],
  '/board': ['admin', ({ year }) => `/board?year=${year}`],
  '/board/version': ['admin', ({ year }) => `/board/version?year=${year}`],
  '/board/print': ['admin', ({ year }) => `/board/print?year=${year}`],
  '/board/xlsx': ['admin', ({ year }) => `/board/xlsx?year=${year}`],
  '/statistics': ['admin', ({ year }) => `/statistics?from=${year}&to=${year}`],
  '/statistics/[file=csv]': ['admin', ({ year }) => `/statistics/csv?from=${year}&to=${year}`],
  '/batch': ['admin', () => '/batch'],
  '/import': ['admin', () => '/import'],
  '/import/list': ['admin', () => '/import/list'],
  '/attachments/[id]': ['theirs', () => '/attachments/1'],
  '/batch/letter/[file=word]': ['theirs', ({ unit, year }) => `/batch/letter/word?unit=${unit}&year=${year}`],
  '/batch/[id]/zip': ['theirs', () => '/batch/1/zip'],
  '/moved': ['theirs', ({ report }) => `/moved?report=${report}`],
  '/reports/[id]': ofReport(''),
  '/reports/[id]/review': ofReport('/review'),
  '/reports/[id]/[file=word]': ofReport('/word'),
  '/reports/[id]/[file=pdf]': ofReport('/pdf'),
  '/reports/[id]/approval/[file=word]': ofReport('/approval/word'),
  '/reports/[id]/preview': ofReport('/preview'),
  '/reports/[id]/[file=sheet]': ofReport('/sheet'),
  '/reports/[id]/[file=csv]': ofReport('/csv'),
  '/reports/[id]/[file=json]': ofReport('/json'),
  '/reports/[id]/blank': ofReport('/blank'),
  '/reports/[id]/years': ofReport('/years'),
  '/reports/[id]/members': ['theirs', ({ report }) => `/reports/${report}/members?at=overview/general`],
  // Only an aggregate has it; of any other report it is not found.
  '/reports/[id]/sum': ['theirs', ({ report }) => `/reports/${report}/sum`],
  '/reports/[id]/sum/picture': ['theirs', ({ report }) => `/reports/${report}/sum/picture?at=requests/granted/total`],
  '/reports/[id]/import': ['theirs', ({ report }) => `/reports/${report}/import`],
  '/admin': ['admin', () => '/admin'],
  '/admin/units': ['admin', () => '/admin/units'],
  '/admin/units/change': ['admin', ({ unit }) => `/admin/units/change?unit=${unit}`],
  '/admin/units/edit': ['admin', () => '/admin/units/edit'],
  '/admin/units/tree': ['admin', () => '/admin/units/tree?day=2020-01-01'],
  '/admin/units/[id]': ['theirs', ({ unit }) => `/admin/units/${unit}`],
  '/admin/users': ['admin', () => '/admin/users'],
  '/admin/users/[id]': ['theirs', ({ account }) => `/admin/users/${account}`],
  '/admin/roles': ['admin', () => '/admin/roles'],
  '/admin/tasks': ['admin', ({ unit }) => `/admin/tasks?unit=${unit}`],
  '/admin/campaigns': ['admin', ({ unit }) => `/admin/campaigns?unit=${unit}`],
  '/admin/announcements': ['admin', () => '/admin/announcements'],
  '/admin/import': ['admin', () => '/admin/import'],
  '/admin/import/template': ['admin', () => '/admin/import/template'],
  '/admin/import/export': ['admin', () => '/admin/import/export'],
  '/sign-in': ['open', () => '/sign-in'],
  '/link/[token]': ['open', () => '/link/nothing'],
  '/healthz': ['open', () => '/healthz'],
  '/readyz': ['open', () => '/readyz'],
  '/robots.txt': ['open', () => '/robots.txt'],
  '/sitemap.xml': ['open', () => '/sitemap.xml'],
  '/published': ['open', () => '/published'],
  '/published/feed.xml': ['open', () => '/published/feed.xml'],
  '/published/data': ['open', () => '/published/data'],
  '/accessibility': ['open', () => '/accessibility'],
  '/published/[...path]': ['open', ({ unit }) => `/published/${unit}`],
  '/published/[unit]/[year]/[[...revision]]': ['open', ({ unit, year }) => `/published/${unit}/${year}`],
  '/published/[unit]/[year]/[revision]/[file]': ['open', ({ unit, year }) => `/published/${unit}/${year}/1/word`],
  '/check': ['open', () => '/check'],
  '/check/[...hash]': ['open', () => `/check/${'0'.repeat(64)}`],
  '/api/[...path]': ['open', () => '/api/v2'],
  '/api/v1/openapi.json': ['open', () => '/api/v1/openapi.json'],
  '/api/v1/schema/[form]': ['open', () => '/api/v1/schema/F2021'],
  '/api/v1/reports': ['open', () => '/api/v1/reports'],
  '/api/v1/reports/[unit]/[year]/[[...revision]]': ['open', ({ unit, year }) => `/api/v1/reports/${unit}/${year}`]
}
