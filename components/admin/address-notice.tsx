import { Alert } from '@mantine/core'

/** For administrators of a product that was not told its own address. */
export function AddressNotice() {
  return (
    <Alert color="ink" title="还没有设置对外网址" role="status">
      公布的 PDF 上因此不印核验网址和二维码，也没有站点地图；邮件通知不能发送。请运行服务器的人员在项目目录的 .env 文件里写上
      PUBLIC_URL=https://nianbao.example.gov.cn（换成大家访问本系统的网址），然后重新启动。以后公布和重新下载的 PDF 就会印上。
    </Alert>
  )
}
