import { fileResponse } from '@/server/files/export'
import { requireAdministrator } from '@/server/gate/administration'
import { COLUMNS } from '@/server/roster/roster'

/** An empty list with its heading, as CSV that spreadsheets open as UTF-8. */
export async function GET(request: Request): Promise<Response> {
  await requireAdministrator()
  const roster = new URL(request.url).searchParams.get('roster') === 'accounts' ? 'accounts' : 'units'
  const heading = COLUMNS[roster].map(({ name }) => name).join(',')
  const name = roster === 'accounts' ? '账号导入模板.csv' : '单位导入模板.csv'
  return fileResponse(new TextEncoder().encode(`\ufeff${heading}\r\n`), 'text/csv; charset=utf-8', name)
}
