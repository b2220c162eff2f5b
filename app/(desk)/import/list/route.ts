import { notFound } from 'next/navigation'
import { fileName } from '@/server/base/file-name'
import { fileResponse } from '@/server/files/export'
import { formatOf } from '@/server/files/formats'
import { requireUser } from '@/server/gate/gate'
import { mayImportMany, receiveBulkFile } from '@/server/import/bulk'
import { listBulkFiles, listImportUnits } from '@/server/import/bulk-list'
import { makeBulkWorkbook } from '@/server/import/bulk-workbook'

/** What became of the files somebody read in, as a workbook. */
export async function GET(): Promise<Response> {
  const passed = await requireUser()
  if (!mayImportMany(passed)) notFound()
  const units = await listImportUnits(passed)
  const workbook = makeBulkWorkbook(await listBulkFiles(passed, units), units)
  return fileResponse(workbook, formatOf.xlsx.type, fileName('批量导入结果', 'xlsx'))
}

/** One more file. */
export async function POST(request: Request): Promise<Response> {
  return receiveBulkFile(request)
}
