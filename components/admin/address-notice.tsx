import { Alert } from '@mantine/core'

/** For administrators of a product that was not told its own address. */
export function AddressNotice() {
  return (
    <Alert color="ink" title="尚未设置对外网址" role="status">
      公布的 PDF 上因此不印核验网址和二维码，也没有站点地图；邮件通知不能发送。请系统维护人员在项目目录的 .env 文件中写入
      PUBLIC_URL=https://nianbao.example.gov.cn（换成大家访问本系统的网址），然后重新启动。此后公布和重新下载的 PDF 将印有网址和二维码。
    </Alert>
  )
}
