import { templates } from '@/report/templates'
import { PublicPage } from './public-page'

const WAYS: readonly { path: string; words: string }[] = [
  { path: '/api/v1/reports', words: '已公布的年度报告列表，可按 year（年度）、q（单位名称）、page（页）筛选' },
  { path: '/api/v1/reports/{单位编号}/{年度}', words: '现行版本：公开信息、历次版本和全部数据' },
  { path: '/api/v1/reports/{单位编号}/{年度}/{版次}', words: '指定的一版' },
  { path: '/api/v1/openapi.json', words: '以上接口的 OpenAPI 3.1 描述' },
  {
    path: '/api/v1/schema/{格式}',
    words: `数据的 JSON Schema，格式为 ${templates.map(({ id }) => id).join('、')}，文中数字对照为 numbers`
  },
  { path: '/published/feed.xml', words: '新公布年度报告的订阅源（Atom）' },
  { path: '/sitemap.xml', words: '全部公布页的地址' }
]

/** What machines may read, for the people who run them. `hasMap`: whether there is a sitemap. */
export function DataPage({ hasMap }: { hasMap: boolean }) {
  return (
    <PublicPage title="数据接口" here="/published/data">
      <h1 className="plain">数据接口</h1>
      <p>公布的年度报告都可以由程序读取，不需要注册，不使用 Cookie。同一版的数据永不改变，其校验值就是应答的 ETag。</p>
      <table className="list">
        <caption>只读接口</caption>
        <thead>
          <tr>
            <th scope="col">地址</th>
            <th scope="col">内容</th>
          </tr>
        </thead>
        <tbody>
          {WAYS.filter(({ path }) => hasMap || path !== '/sitemap.xml').map(({ path, words }) => (
            <tr key={path}>
              <th scope="row">{path.includes('{') ? <code>{path}</code> : <a href={path}>{path}</a>}</th>
              <td>{words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </PublicPage>
  )
}
