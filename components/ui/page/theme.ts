import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** Ink blue: the one accent of the product. */
const ink: MantineColorsTuple = [
  '#eef3f9',
  '#d9e4f0',
  '#b3c8e0',
  '#8aabcf',
  '#678fbe',
  '#4d7bb1',
  '#1f4e85',
  '#1a4373',
  '#153861',
  '#0f2a4a'
]

/** 朱红 for errors. */
const vermilion: MantineColorsTuple = [
  '#fdf0ee',
  '#f9dcd7',
  '#f0b5ab',
  '#e58b7c',
  '#d96653',
  '#c94a35',
  '#b0321f',
  '#962a1a',
  '#7b2115',
  '#5f180e'
]

/** 赭 for warnings. */
const ochre: MantineColorsTuple = [
  '#fdf3dc',
  '#f8e5b8',
  '#efcf84',
  '#e2b450',
  '#cf992a',
  '#b07a0f',
  '#8a5a00',
  '#744b00',
  '#5d3c00',
  '#472e00'
]

/** 墨绿 for what is right. */
const pine: MantineColorsTuple = [
  '#edf6f1',
  '#d6eade',
  '#abd3bc',
  '#7dba98',
  '#55a378',
  '#3a8f61',
  '#1f6b45',
  '#1a5b3b',
  '#154b30',
  '#0f3924'
]

export const theme = createTheme({
  primaryColor: 'ink',
  primaryShade: 6,
  colors: { ink, vermilion, ochre, pine },
  defaultRadius: 4,
  fontFamily: 'var(--ui-font)',
  headings: { fontFamily: 'var(--ui-font)', fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '15px', lg: '17px', xl: '20px' },
  respectReducedMotion: true,
  components: {
    // What may be left empty says so; the others are told as required without a star in their names.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    PasswordInput: {
      defaultProps: { visibilityToggleFocusable: true, visibilityToggleButtonProps: { 'aria-label': '显示或隐藏密码' } }
    }
  }
})
