import { PublicPage } from './public-page'

/** 无障碍说明: how the product is used by those who cannot use a mouse, see little or listen. In full: docs/accessibility.zh-CN.md. */
export function AccessibilityPage() {
  return (
    <PublicPage title="无障碍说明" here="/accessibility">
      <h1 className="plain">无障碍说明</h1>
      <p>本系统依照《中华人民共和国无障碍环境建设法》，以 GB/T 37668-2019 和 WCAG 2.2 AA 级为目标设计和测试。</p>
      <h2>只用键盘</h2>
      <p>填报、核对、写说明、提交、审核、公布都不需要鼠标。首次按 Tab 出现“跳到第一格”或“跳到正文”。</p>
      <ul>
        <li>表格是一个停留点，用方向键和 Enter 移动；填写后按 Tab 到下一个要填的格，没有填写时离开表格。</li>
        <li>F8、Shift+F8 依次转到问题；F7 从格转到处理办法，再按回到格；F9 应用修复建议。</li>
        <li>
          Alt+PageDown、Alt+PageUp 转到下一部分、上一部分；Ctrl+Enter 发出写好的说明、意见和理由；Esc 关闭对话框和提示卡片，焦点回到原处。
        </li>
        <li>单个字母的快捷键可以关闭：“使用单键快捷键”开关对所有页面生效。</li>
      </ul>
      <h2>读屏软件</h2>
      <p>每一格读出行、列、数值；有错误的格另读出规则、两边的数、相差多少和处理办法。办理结果和新出现的问题自动播报，不重复。</p>
      <h2>放大、对比度和高对比度模式</h2>
      <p>
        放大到 200% 时，所填的格始终可见；放大到 400%（宽 320 像素）时，除表格在框内滚动外，页面不左右滚动。错误和提醒同时用形状（■
        ▲）和文字表示，不只靠颜色。
      </p>
      <h2>尚有不足</h2>
      <p>
        浏览器内的自动检测（axe）和键盘测试随每次修改进行；尚未由使用读屏软件的人员在
        NVDA、争渡读屏等软件上逐页测试。预览为图片，其文字在“查看全文”。
      </p>
      <p>遇到障碍，请向本单位信息公开工作机构或系统管理员反映。</p>
    </PublicPage>
  )
}
