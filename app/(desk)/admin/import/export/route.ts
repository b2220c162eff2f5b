import { fileResponse } from '@/server/files/export'
import { requireAdministrator } from '@/server/gate/administration'
import { exportRoster } from '@/server/roster/export'

/** The units or accounts somebody manages, in the columns they are imported with. */
export async function GET(request: Request): Promise<Response> {
  const managing = await requireAdministrator()
  const roster = new URL(request.url).searchParams.get('roster') === 'accounts' ? 'accounts' : 'units'
  const name = roster === 'accounts' ? '账号名册.csv' : '单位名册.csv'
  return fileResponse(await exportRoster(managing, roster), 'text/csv; charset=utf-8', name)
}
