// The one design language: every colour and size of the pages comes from these tokens.
import type { ThemeConfig } from 'antd';

export const COLOURS = {
  brand: '#0b5cad',
  green: '#1a7f37',
  yellow: '#8a5a00',
  red: '#b42318',
  stopped: '#475467',
  ground: '#f5f7fa',
} as const;

const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export const theme: ThemeConfig = {
  token: {
    motion: !calm,
    colorPrimary: COLOURS.brand,
    colorLink: COLOURS.brand,
    colorInfo: COLOURS.brand,
    colorLinkHover: '#084a8c', // antd's own is too pale to be read
    colorSuccess: COLOURS.green,
    colorSuccessBg: '#ecfdf3',
    colorSuccessBorder: '#abefc6',
    colorWarning: COLOURS.yellow,
    colorWarningBg: '#fffaeb',
    colorWarningBorder: '#fedf89',
    colorError: COLOURS.red,
    colorBgLayout: COLOURS.ground,
    colorTextSecondary: '#475467',
    colorTextTertiary: '#5d6b7e',
    colorTextDescription: '#475467',
    colorTextPlaceholder: '#667085',
    borderRadius: 8,
    fontSize: 16,
    fontFamily: '"PingFang SC", "Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", system-ui, sans-serif',
    controlHeight: 40,
  },
  components: { Layout: { headerBg: '#ffffff', headerPadding: '0 16px', headerHeight: 60 } },
};
