import { notFound } from 'next/navigation'
import { listBoardRows, mayWatch } from '@/server/board/board'
import { makeBoardWorkbook } from '@/server/board/board-workbook'
import { readBoardFilter } from '@/server/board/choose-lines'
import { fileResponse } from '@/server/files/export'
import { requireUser } from '@/server/gate/gate'

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The units of a board as they were asked for, all pages, as a spreadsheet. */
export async function GET(request: Request): Promise<Response> {
  const passed = await requireUser()
  if (!mayWatch(passed)) notFound()
  const asked = readBoardFilter(Object.fromEntries(new URL(request.url).searchParams))
  const { year, rows } = await listBoardRows(passed, asked)
  return fileResponse(makeBoardWorkbook(year, rows, asked.sort, passed.now), TYPE, `${year}年报送进度.xlsx`)
}
