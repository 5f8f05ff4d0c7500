import type { ThemeConfig } from 'antd';

export const primaryColor = '#1d4f91';

export const fontFamily =
  '"PingFang SC","Microsoft YaHei","Noto Sans SC",-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif';

const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Text tones are darker than the kit's own, so that small grey words keep a contrast of 4.5 to 1. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: primaryColor,
    colorLink: primaryColor,
    // the kit's own is lighter than small words may be
    colorLinkHover: '#163d70',
    colorInfo: primaryColor,
    colorError: '#b3261e',
    colorWarning: '#9a5b00',
    colorSuccess: '#1b6b3a',
    colorSuccessBg: '#e8f5ec',
    colorSuccessBorder: '#8fc3a1',
    colorWarningBg: '#fff7e0',
    colorWarningBorder: '#e6c66a',
    colorErrorBg: '#fdeceb',
    colorErrorBorder: '#eaa9a4',
    colorInfoBg: '#e9f1fb',
    colorInfoBorder: '#a9c4e6',
    colorText: '#1f2937',
    colorTextSecondary: '#4b5563',
    colorTextTertiary: '#56606d',
    colorTextDescription: '#4b5563',
    colorTextPlaceholder: '#697280',
    colorBgLayout: '#f2f5f9',
    colorBorder: '#c3cbd6',
    colorBorderSecondary: '#e3e8ef',
    borderRadius: 4,
    fontSize: 14,
    fontFamily,
    wireframe: false,
    motion: !isStill,
  },
  components: {
    Layout: { headerBg: primaryColor, headerHeight: 52, headerPadding: '0 16px', siderBg: '#fff' },
    Menu: { itemHeight: 40, itemSelectedBg: '#e6eef8', itemBorderRadius: 4 },
    Table: {
      headerBg: '#f0f4f9',
      headerColor: '#1f2937',
      cellPaddingBlock: 9,
      cellPaddingInline: 10,
      rowHoverBg: '#f5f8fc',
    },
    Card: { bodyPadding: 16, headerHeight: 44, headerFontSize: 15 },
    Descriptions: { labelColor: '#4b5563', itemPaddingBottom: 10 },
    Tabs: { horizontalMargin: '0 0 12px 0' },
    Form: { itemMarginBottom: 18, labelColor: '#374151' },
    Steps: { colorTextDescription: '#4b5563' },
  },
};
