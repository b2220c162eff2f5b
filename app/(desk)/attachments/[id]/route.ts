import { sendAttachment } from '@/server/administration/attachments'

/** 通知附件 of a task. */
export async function GET(_: Request, { params }: RouteContext<'/attachments/[id]'>): Promise<Response> {
  return sendAttachment((await params).id)
}
